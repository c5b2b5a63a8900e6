#!/usr/bin/env bash
# Prints definitions.json, where nobody has a password and so nobody can sign in, with the hashes of the passwords that
# stand in the environment:
#
#   REGISTRATION_PASSWORD=… FEEDBACK_PASSWORD=… NOTIFICATION_PASSWORD=… ./definitions.sh > /etc/rabbitmq/definitions.json
#
# RabbitMQ keeps a password as four random bytes and the SHA-256 of them with the password, all in base64
# (https://www.rabbitmq.com/docs/passwords).
set -euo pipefail

hash_of() {
    local salt digest
    salt=$(head -c 4 /dev/urandom | od -An -v -tx1 | tr -d ' \n')
    digest=$({ bytes "$salt"; printf %s "$1"; } | sha256sum | cut -c 1-64)
    bytes "$salt$digest" | base64 -w 0
}

# The bytes that hexadecimal digits stand for.
bytes() { printf %b "$(sed 's/../\\x&/g' <<<"$1")"; }

definitions=$(<"$(dirname "$0")/definitions.json")
for service in registration feedback notification; do
    password=${service^^}_PASSWORD
    : "${!password:?is missing}"
    nobody="\"name\": \"$service\", \"password_hash\": \""
    definitions=${definitions/"$nobody"/"$nobody$(hash_of "${!password}")"}
done
printf '%s\n' "$definitions"
