#!/usr/bin/env bash
# Signs an app with the certificate that the environment holds as base64 (CERTIFICATE, CERTIFICATE_PASSWORD, IDENTITY).
set -euo pipefail
folder=$(mktemp -d)
keychain="$folder/signing.keychain-db"
password=$(uuidgen)
trap 'security delete-keychain "$keychain"; rm -rf "$folder"' EXIT
printf '%s' "$CERTIFICATE" | base64 --decode > "$folder/certificate.p12"
security create-keychain -p "$password" "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$folder/certificate.p12" -k "$keychain" -P "$CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain" > /dev/null
security list-keychains -d user -s "$keychain"
codesign --force --deep --options runtime --entitlements "$(dirname "$0")/macos.entitlements" --timestamp --keychain "$keychain" --sign "$IDENTITY" "$1"
codesign --verify --deep --strict "$1"
