#!/usr/bin/env bash
# A base backup of the PostgreSQL that Fairpass runs itself, taken while it works: its programs hold no pg_basebackup.
#   ops/base-backup.sh <FAIRPASS_HOME> <directory that does not exist yet>
# The directory gets base.tar.gz, without the write-ahead log: that is what archive_command keeps (docs/operating.md).
# Needs psql (any version from 10 on) and tar. Ends with 0 only when the whole is written and on the disk.
set -euo pipefail

home=$1
to=$2
connection="$home/postgres/connection.properties"
[ ! -e "$to" ] || { echo "$to existe déjà" >&2; exit 2; }

# Java escapes = and : in the values of such a file.
setting() { sed -n "s/^$1=//p" "$connection" | tr -d '\\'; }
PGPASSWORD=$(setting password)
export PGPASSWORD PGHOST=127.0.0.1 PGUSER=postgres PGDATABASE=postgres
PGPORT=$(setting port)
export PGPORT
[ -n "$PGPORT" ] || { echo "le serveur de $home n’est pas ouvert : copiez le dossier, il est entier" >&2; exit 2; }

# A backup lasts as long as the session that began it: one psql is kept, spoken to by one pipe and read by another.
coproc session { psql -X -q -A -t -v ON_ERROR_STOP=1; }
exec 3>&"${session[1]}" 4<&"${session[0]}" # a command substitution sees these, not those of the coprocess
ask() {
  local line
  printf '%s\n\\echo END\n' "$1" >&3
  while IFS= read -r line <&4; do
    [ "$line" != END ] || return 0
    printf '%s\n' "$line"
  done
  echo "la base n’a pas répondu à : $1" >&2
  return 1
}

data=$(ask "SHOW data_directory;")
[ "$(ask "SHOW archive_mode;")" != off ] || { echo "archive_mode est off : voir docs/operating.md" >&2; exit 1; }
umask 077
mkdir -p "$to.partial"
ask "SELECT pg_backup_start('fairpass', fast => true);" >/dev/null
# A file that changes or goes while it is read is what the write-ahead log repairs: tar says so by 1.
tar --exclude=./pg_wal/* --exclude=./postmaster.pid --exclude=./postmaster.opts --exclude=./pg_replslot/* \
  -C "$data" -czf "$to.partial/base.tar.gz" . || [ $? -eq 1 ]
ask "SELECT labelfile FROM pg_backup_stop(wait_for_archive => true);" | sed '/^$/d' >"$to.partial/backup_label"
[ -s "$to.partial/backup_label" ]
sync -f "$to.partial"
mv "$to.partial" "$to"
echo "$to"
