# Two images from one build: docker build --target web . and docker build --target sandbox .
#
# Both stand on Debian 12, where the tests run, and install through deploy/install.sh, as ./ella does. Microsoft's own
# .NET 10 images are Ubuntu, whose packages and compilers differ; only the runtime is taken from them.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS sdk
FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS aspnet

FROM debian:12-slim AS base
COPY deploy/install.sh deploy/step.sh /deploy/
# /usr/bin/dotnet points at what a later stage puts there. 1654 is the user that .NET's images call app.
RUN /deploy/install.sh runtime \
 && rm -rf /var/lib/apt/lists/* \
 && ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet \
 && useradd --uid 1654 --user-group --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin ella \
 && install -d -o ella -g ella /data /run/ella
ENV DOTNET_NOLOGO=1 \
    DOTNET_CLI_TELEMETRY_OPTOUT=1

FROM base AS build
COPY --from=sdk /usr/share/dotnet /usr/share/dotnet
RUN /deploy/install.sh build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages --mount=type=cache,target=/root/.npm \
    dotnet publish EllaAI.Web -c Release -o /out/web --disable-build-servers \
 && dotnet publish EllaAI.Sandbox -c Release -o /out/sandbox --disable-build-servers

# The product: pages, jobs, storage. No compiler, no interpreter, no bubblewrap.
FROM base AS web
COPY --from=aspnet /usr/share/dotnet /usr/share/dotnet
COPY --from=build /out/web /app
# Here the sandbox is a container of its own.
RUN rm -rf /app/sandbox
WORKDIR /app
USER ella
ENV ASPNETCORE_URLS=http://0.0.0.0:8080 \
    Ella__Data=/data \
    Ella__Demo=false
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [[ $status == 200 ]]"]
ENTRYPOINT ["dotnet", "EllaAI.Web.dll"]

# The sandbox: the toolchains and the wall, no database and no secret. It has the SDK because its compiler is C#'s.
FROM base AS sandbox
COPY --from=sdk /usr/share/dotnet /usr/share/dotnet
# Java's package links its manual pages, whose folder the slim image leaves out.
RUN mkdir -p /usr/share/man/man1 \
 && /deploy/install.sh wall languages more-languages \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /out/sandbox /app
WORKDIR /app
USER ella
ENTRYPOINT ["dotnet", "EllaAI.Sandbox.dll"]
CMD ["serve", "--socket", "/run/ella/sandbox.sock"]
