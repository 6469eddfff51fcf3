#!/usr/bin/env bash
# Prints what a deployment would change in AWS, and fails if it would replace or remove something that holds data.
#
#   infra/diff.sh ENVIRONMENT...
#
# ACCEPT=yes lets it succeed nevertheless.
set -euo pipefail

readonly CDK=aws-cdk@2.1148.1
# What cannot be created again from this repository: data, keys, images, and the network that the table's policy names.
readonly STATEFUL='AWS::(Backup::BackupVault|DynamoDB::[A-Za-z]+|EC2::VPC|ECR::Repository|KMS::Key|S3::Bucket|SQS::Queue)'

[[ $# -ge 1 ]] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | sed '$d' >&2; exit 2; }
changes=$(mktemp)
trap 'rm -f "$changes"' EXIT

cd "$(dirname "$0")/cdk"
for environment in "$@"; do
  echo "=== $environment"
  # Compares templates, because a change set needs permission to change. CDK knows from the resource schemas what is replaced.
  # The name of an image only has to be there: a pull request has none yet.
  NO_COLOR=1 npx --yes "$CDK" diff "Ordertable-$environment-*" --method template -c "environment=$environment" -c image=pull-request 2>&1
done | tee "$changes"

if lost=$(grep -E "^\[[~-]\] $STATEFUL .* (replace|may be replaced|destroy|orphan)\$" "$changes"); then
  printf '\nThis holds data and would be lost, or be left without a stack:\n%s\n' "$lost"
  [[ ${ACCEPT:-} == yes ]]
fi
