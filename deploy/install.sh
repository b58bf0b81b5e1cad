#!/usr/bin/env bash
# Installs the Debian packages of named groups: deploy/install.sh [--no-install | --where-possible] GROUP...
# Every language of the sandbox is a group of its own too; --languages lists those.
#
# ./ella, the continuous tests and the Dockerfile all come through here, so that what the tests prove is what
# the images hold. Only what is missing is installed; --no-install says what is missing instead and ends with 1;
# --where-possible is for what one can do without: it says nothing where nothing can be installed, and ends with 0.
set -euo pipefail
# shellcheck source=deploy/step.sh
source "$(dirname "${BASH_SOURCE[0]}")/step.sh"

# One line per package: groups | package | true when it is not needed | what it is for.
packages() {
  cat <<'TABLE'
runtime        | libicu72             | file /usr/lib/*/libicuuc.so.*           | .NET needs it for text of every language
runtime        | ca-certificates      | file /etc/ssl/certs/ca-certificates.crt | packages and web hooks are fetched over TLS
runtime        | tzdata               | file /usr/share/zoneinfo/Europe/Paris   | times are shown in the reader's zone
build          | nodejs               | node_at_least 18                        | runs the bundler of the pages' scripts
build          | npm                  | on_path npm                             | fetches the editor and the bundler
build native   | gcc                  | on_path gcc                             | compiles the sandbox's supervisor
build native   | libc6-dev            | file /usr/lib/*/libc.a                  | the supervisor is linked statically
wall           | bubblewrap           | program bwrap                           | the wall around a candidate's program
python languages        | python3              | program python3   | Python for candidates
javascript languages    | nodejs               | program node      | JavaScript for candidates
typescript languages    | nodejs               | program node      | TypeScript for candidates
typescript languages    | esbuild              | program esbuild   | strips the types of TypeScript
java languages          | default-jdk-headless | program javac     | Java for candidates
c languages             | gcc                  | program gcc       | C for candidates
cpp languages           | g++                  | program g++       | C++ for candidates
perl languages          | perl                 | program perl      | Perl for candidates
bash languages          | bash                 | program bash      | Bash for candidates
csharp                  | dotnet-sdk-10.0      | sdk               | C# for candidates
fsharp                  | dotnet-sdk-10.0      | sdk               | F# for candidates
visualbasic             | dotnet-sdk-10.0      | sdk               | Visual Basic for candidates
go more-languages       | golang-go            | program go        | Go for candidates
rust more-languages     | rustc                | program rustc     | Rust for candidates
ruby more-languages     | ruby                 | program ruby      | Ruby for candidates
php more-languages      | php-cli              | program php       | PHP for candidates
lua more-languages      | lua5.4               | program lua5.4    | Lua for candidates
kotlin more-languages   | default-jdk-headless | program java      | Kotlin runs on Java
kotlin more-languages   | kotlin               | program kotlinc   | Kotlin for candidates
scala more-languages    | default-jdk-headless | program java      | Scala runs on Java
scala more-languages    | scala                | program scalac    | Scala for candidates
haskell more-languages  | ghc                  | program ghc       | Haskell for candidates
r more-languages        | r-base-core          | program R         | R for candidates
sql more-languages      | sqlite3              | program sqlite3   | SQL for candidates
pascal more-languages   | fp-compiler          | program fpc       | Pascal for candidates
pascal more-languages   | fp-units-fcl         | file /usr/lib/*/fpc/*/units/*/fcl-base | Pascal's lists and streams
ada                     | gnat                 | program gnatmake  | Ada for candidates
assembly                | nasm                 | program nasm      | Assembly for candidates
assembly                | gcc                  | program gcc       | links assembly with the C library
awk                     | gawk                 | program gawk      | AWK for candidates
d                       | ldc                  | program ldc2      | D for candidates
elixir                  | elixir               | program elixir    | Elixir for candidates
fortran                 | gfortran             | program gfortran  | Fortran for candidates
lisp                    | sbcl                 | program sbcl      | Common Lisp for candidates
nim                     | nim                  | program nim       | Nim for candidates
ocaml                   | ocaml-nox            | program ocamlopt  | OCaml for candidates
prolog                  | swi-prolog-nox       | program swipl     | Prolog for candidates
scheme                  | guile-3.0            | program guile     | Scheme for candidates
tcl                     | tcl                  | program tclsh8.6  | Tcl for candidates
more-languages          | python3-pytest       | file /usr/lib/python3/dist-packages/pytest | unit tests in Python
more-languages          | junit5               | file /usr/share/java/junit-jupiter-api.jar | unit tests in Java
more-languages          | doctest-dev          | file /usr/include/doctest/doctest.h        | unit tests in C++
tests          | chromium             | program chromium                        | the browser of the browser tests
tests          | fonts-liberation     | file /usr/share/fonts/*/liberation*     | letters in the browser's screenshots
tests          | redis-server         | program redis-server                    | the scaled adapters are tested against a real Redis
tests          | python3-aiosmtpd     | file /usr/lib/python3/dist-packages/aiosmtpd | mail is tested against a real mail server
TABLE
}

on_path() { command -v "$1" >/dev/null; }
# The sandbox takes its toolchains from /usr/bin, which is all that a wall shows, so one elsewhere does not count.
program() { [[ -x /usr/bin/$1 ]]; }
file() { [[ -e $1 ]]; }
node_at_least() {
  local version
  version=$(node --version 2>/dev/null) || return
  version=${version#v}
  ((${version%%.*} >= $1))
}

sdk() { [[ -d /usr/share/dotnet/sdk || -d /usr/lib/dotnet/sdk || -d /usr/local/share/dotnet/sdk ]]; }

groups() { packages | cut -d'|' -f1 | tr ' ' '\n' | sed '/^$/d' | sort -u; }

# A language's group is called as the sandbox calls the language; these are not languages.
language_groups() { groups | grep -vxE 'runtime|build|native|wall|languages|more-languages|tests'; }

# asked "GROUP GROUP..." GROUP...: whether one of the first is among the others.
asked() {
  local groups=$1 group
  shift
  for group in $groups; do [[ " $* " != *" $group "* ]] || return 0; done
  return 1
}

# missing GROUP...: prints "package<TAB>reasons" of everything that is not there, each package once.
missing() {
  local group package check reason
  while IFS='|' read -r group package check reason; do
    asked "$group" "$@" || continue
    # Unquoted on purpose: a check is a function of this file with its arguments, patterns included.
    # shellcheck disable=SC2086
    $check || printf '%s\t%s\n' "${package// /}" "${reason# }"
  done < <(packages) | awk -F'\t' '
    $1 in why { why[$1] = why[$1] ", " $2; next }
    { why[$1] = $2; names[++count] = $1 }
    END { for (i = 1; i <= count; i++) print names[i] "\t" why[names[i]] }'
}

# Root needs nothing; anyone else needs sudo that either does not ask or has a terminal to ask on.
as_root() {
  if ((EUID == 0)); then
    env DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

is_root_already() { ((EUID == 0)) || { on_path sudo && sudo -n true 2>/dev/null; }; }

may_become_root() {
  is_root_already && return
  on_path sudo && [[ -t 2 ]] && sudo -v
}

# install NAMES: what to do by hand when it fails is said by the caller.
install() {
  step "Reading Debian's package lists" as_root apt-get update || return
  # shellcheck disable=SC2086
  step "Installing $1" as_root apt-get install -y --no-install-recommends $1
}

main() {
  local how=needed sudo='' known found names reasons by_hand group
  case ${1:-} in
    --no-install | --where-possible)
      how=$1
      shift
      ;;
    --languages)
      language_groups
      return
      ;;
  esac
  known=$(groups | paste -sd' ')
  (($# > 0)) || { say "usage: deploy/install.sh [--no-install | --where-possible] GROUP...   groups: $known"; exit 2; }
  for group; do
    [[ " $known " == *" $group "* ]] || { say "There is no group '$group'. Groups: $known"; exit 2; }
  done

  found=$(missing "$@")
  [[ -n $found ]] || return 0
  names=$(cut -f1 <<<"$found" | paste -sd' ')
  if [[ $how == --where-possible ]]; then
    ! on_path apt-get || ! is_root_already || install "$names" || say "Going on without: $names"
    return 0
  fi
  reasons=$(awk -F'\t' '{ printf "%s%s (%s)", separator, $1, $2; separator = ", " }' <<<"$found")
  ((EUID == 0)) || sudo='sudo '
  by_hand="${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends $names"

  on_path apt-get || die "Missing: $reasons. This is not a Debian system: install what these Debian packages hold by hand."
  [[ $how == needed ]] || die "Missing: $reasons. Install it with:  $by_hand"
  may_become_root || die "Missing: $reasons. Installing needs root, and sudo cannot be used here. Run:  $by_hand"
  say "Missing on this machine: $reasons"
  install "$names" || die "The packages could not be installed. Try:  $by_hand"

  found=$(missing "$@")
  [[ -z $found ]] || die "Installed, but still not usable: $(cut -f1 <<<"$found" | paste -sd' ') - does an older one come first on the PATH?"
}

main "$@"
