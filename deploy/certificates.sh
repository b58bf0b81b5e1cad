#!/usr/bin/env bash
# A small authority and what it signs, so that a web and its sandbox workers know each other over TLS.
#
#   deploy/certificates.sh DIR WORKER...
#
# WORKER is the name or the address by which the web reaches a worker, such as sandbox-1 or 10.0.0.7. In DIR:
#   ca.pem, ca.key          the authority; keep ca.key away from every server
#   web.pem, web.key        the web's: Sandbox:ClientCertificate, Sandbox:ClientKey, with ca.pem as Sandbox:ServerCa
#   WORKER.pem, WORKER.key  a worker's: serve --cert, --key, with ca.pem as --client-ca
# Run again it keeps the authority and makes the others anew; a worker takes them up by itself, the web when it starts.
set -euo pipefail

wrong() {
  printf '%s\n' "$*" "usage: deploy/certificates.sh DIR WORKER..." >&2
  exit 2
}

command -v openssl >/dev/null || { echo "deploy/certificates.sh needs openssl." >&2; exit 1; }
(($# >= 2)) || wrong "Name a folder and at least one worker."
folder=$1
shift
for name; do
  [[ $name =~ ^[A-Za-z0-9][A-Za-z0-9.:-]*$ && $name != ca && $name != web ]] || wrong "'$name' cannot be the name of a worker."
done

# Nobody else enters the folder. The files are readable all the same: containers mount them one by one, for a user of their own.
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"
umask 022
key=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc)

if [[ ! -e ca.key || ! -e ca.pem ]]; then
  openssl req -x509 "${key[@]}" -keyout ca.key -out ca.pem -days 3650 -subj "/CN=EllaAI sandbox authority" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" 2>/dev/null
  chmod 600 ca.key
fi

# issue NAME USAGE ALTERNATIVE: beside the old ones and then in their place, so that nobody reads half a file.
issue() {
  openssl req -new "${key[@]}" -keyout "$1.key.new" -subj "/CN=$1" 2>/dev/null |
    openssl x509 -req -CA ca.pem -CAkey ca.key -days 825 -out "$1.pem.new" -extfile <(
      printf '%s\n' "basicConstraints=critical,CA:FALSE" "keyUsage=critical,digitalSignature" "extendedKeyUsage=$2" "subjectAltName=$3"
    ) 2>/dev/null
  chmod 644 "$1.key.new"
  mv "$1.key.new" "$1.key"
  mv "$1.pem.new" "$1.pem"
}

issue web clientAuth DNS:web
for name; do
  if [[ $name =~ ^[0-9.]+$ || $name == *:* ]]; then issue "$name" serverAuth "IP:$name"; else issue "$name" serverAuth "DNS:$name"; fi
done
echo "Made certificates for web and $* in $PWD"
