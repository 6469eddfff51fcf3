#!/usr/bin/env bash
# Restores the table to another table, with all of its settings, and lets the service use it. docs/recovery.md describes when.
#
#   infra/restore.sh settings TABLE
#       Prints the settings that a restore loses, as JSON. Keep them: a table that was deleted has none.
#   infra/restore.sh restore --to NEW --from TABLE --at TIME|latest
#   infra/restore.sh restore --to NEW --from TABLE --backup ARN [--vault NAME --role ARN]
#       Restores a point in time, a backup of DynamoDB or a recovery point of AWS Backup (which needs its vault and a role), waits, and
#       sets what the restore lost. Can be repeated until it succeeds: it does what is left to do. --settings FILE instead of
#       --from if the table is gone.
#   infra/restore.sh fence TABLE, infra/restore.sh unfence TABLE
#       Denies all writes, or allows them again.
#   infra/restore.sh swap ENVIRONMENT NEW [OPTION OF CDK]...
#       Sets table-name and table-stream of the environment, and deploys it: the service uses the new table. Commit the file.
#   infra/restore.sh adopt ENVIRONMENT [OPTION OF CDK]...
#       Lets the data stack import that table, so that it is managed like the first one. Commit the file.
#
# --dry-run as the first argument prints what would be changed, and changes nothing. Needs the AWS CLI 2, jq, and credentials of an
# administrator, whose region is that of the table; swap and adopt need what a deployment needs.
set -euo pipefail

readonly CDK=aws-cdk@2.1148.1
readonly FENCE=Fence
# For tests.
readonly PAUSE=${RESTORE_PAUSE:-15}
infra=$(dirname "${BASH_SOURCE[0]}")
readonly ENVIRONMENTS=${RESTORE_ENVIRONMENTS:-$infra/cdk/environments.json}

dry_run=
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

usage() {
  sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" | sed '$d' >&2
  exit 2
}

fail() {
  echo "$1" >&2
  exit 1
}

# Calls an operation that reads.
ask() { # service operation json
  aws "$1" "$2" --cli-input-json "$3" --output json
}

# Calls an operation that reads, and prints something else if it fails with an error that is expected.
ask_or() { # json error service operation json
  local answer
  if answer=$(ask "${@:3}" 2> "$errors"); then
    echo "$answer"
  elif grep --quiet --fixed-strings "($2)" "$errors"; then
    echo "$1"
  else
    fail "$(< "$errors")"
  fi
}

# Calls an operation that changes something.
change() { # description service operation json
  if [[ -n $dry_run ]]; then
    echo "would   $1: aws $2 $3 --cli-input-json '$(jq --compact-output . <<< "$4")'"
  else
    echo "setting $1"
    aws "$2" "$3" --cli-input-json "$4" --output json > /dev/null
  fi
}

# Prints an object of names and ARNs, which need no quoting.
object() { # name value [name value]...
  local members
  printf -v members '"%s": "%s", ' "$@"
  echo "{${members%, }}"
}

describe() {
  ask_or null ResourceNotFoundException dynamodb describe-table "$(object TableName "$1")" | jq '.Table? // null'
}

# Waits until a table and its indexes can be changed, or at least read.
wait_for() {
  local table
  [[ -z $dry_run ]] || return 0
  while true; do
    table=$(describe "$1")
    [[ $table != null ]] || fail "There is no table $1 (any more)."
    jq --exit-status '([.TableStatus] + [.GlobalSecondaryIndexes[]?.IndexStatus]) | all(. == "ACTIVE")' <<< "$table" > /dev/null && return
    echo "waiting $1 is $(jq --raw-output .TableStatus <<< "$table")"
    sleep "$PAUSE"
  done
}

# Prints what a restore loses, in a form that can be compared: in the policy, the table's name is TABLE.
settings() {
  local table arn indexes backups ttl tags policy insights scaling index
  table=$(describe "$1")
  [[ $table != null ]] || fail "There is no table $1."
  arn=$(jq --raw-output .TableArn <<< "$table")
  mapfile -t indexes < <(jq --raw-output '.GlobalSecondaryIndexes[]?.IndexName' <<< "$table")
  backups=$(ask dynamodb describe-continuous-backups "$(object TableName "$1")")
  ttl=$(ask dynamodb describe-time-to-live "$(object TableName "$1")")
  tags=$(ask dynamodb list-tags-of-resource "$(object ResourceArn "$arn")")
  policy=$(ask_or '{}' PolicyNotFoundException dynamodb get-resource-policy "$(object ResourceArn "$arn")")
  insights=$(ask dynamodb describe-contributor-insights "$(object TableName "$1")")
  for index in "${indexes[@]}"; do
    insights+=$(ask dynamodb describe-contributor-insights "$(object TableName "$1" IndexName "$index")")
  done
  scaling=$(scaling_of "$1" "${indexes[@]}")
  jq --null-input --arg name "$1" --arg fence "$FENCE" --argjson table "$table" --argjson backups "$backups" --argjson ttl "$ttl" \
    --argjson tags "$tags" --argjson policy "$policy" --argjson insights "$(jq --slurp . <<< "$insights")" --argjson scaling "$scaling" '
    def each_index(f): [$table.GlobalSecondaryIndexes[]? | {(.IndexName): f}] | add // {};
    def maximum: [.OnDemandThroughput?.MaxReadRequestUnits // -1, .OnDemandThroughput?.MaxWriteRequestUnits // -1];
    def warm: [.WarmThroughput?.ReadUnitsPerSecond // 0, .WarmThroughput?.WriteUnitsPerSecond // 0];
    def unnamed: walk(if type == "string" then gsub(":table/" + ($name | gsub("[.]"; "[.]")) + "(?=$|/)"; ":table/TABLE") else . end);
    {
      time_to_live: (if $ttl.TimeToLiveDescription.TimeToLiveStatus | IN("ENABLED", "ENABLING") then $ttl.TimeToLiveDescription.AttributeName else null end),
      recovery_days: ($backups.ContinuousBackupsDescription.PointInTimeRecoveryDescription
        | if .PointInTimeRecoveryStatus == "ENABLED" then .RecoveryPeriodInDays // 35 else null end),
      stream: (if $table.StreamSpecification?.StreamEnabled then $table.StreamSpecification.StreamViewType else null end),
      deletion_protection: ($table.DeletionProtectionEnabled // false),
      table_class: ($table.TableClassSummary?.TableClass // "STANDARD"),
      on_demand_maximum: ({table: ($table | maximum)} + each_index(maximum)),
      warm: ({table: ($table | warm)} + each_index(warm)),
      contributor_insights: ([$insights[] | {(.IndexName // "table"):
        (if .ContributorInsightsStatus | IN("ENABLED", "ENABLING") then .ContributorInsightsMode // "ACCESSED_AND_THROTTLED_KEYS" else null end)}] | add),
      scaling: $scaling,
      tags: ([$tags.Tags[]? | select(.Key | startswith("aws:") | not)] | sort),
      policy: (($policy.Policy // "null") | fromjson | if . == null then null else
        .Statement |= map(select(.Sid != $fence)) | if .Statement == [] then null else unnamed end end),
      key: $table.SSEDescription?.KMSMasterKeyArn
    }'
}

# Prints how provisioned capacity follows the load.
scaling_of() { # table index...
  local resources
  resources=$(jq --null-input --arg table "table/$1" '[$table] + [$ARGS.positional[] | $table + "/index/" + .]' --args "${@:2}")
  jq --null-input --arg table "table/$1" \
    --argjson targets "$(ask application-autoscaling describe-scalable-targets \
      "$(jq --null-input --argjson ids "$resources" '{ServiceNamespace: "dynamodb", ResourceIds: $ids}')")" \
    --argjson policies "$(for resource in $(jq --raw-output '.[]' <<< "$resources"); do
      ask application-autoscaling describe-scaling-policies "$(object ServiceNamespace dynamodb ResourceId "$resource")"
    done | jq --slurp 'map(.ScalingPolicies[]?)')" '
    [$targets.ScalableTargets[]? | . as $target | {
      resource: (.ResourceId | ltrimstr($table)), dimension: .ScalableDimension, minimum: .MinCapacity, maximum: .MaxCapacity,
      policies: [$policies[] | select(.ResourceId == $target.ResourceId and .ScalableDimension == $target.ScalableDimension)
        | {name: .PolicyName, target: .TargetTrackingScalingPolicyConfiguration}]
    }] | sort_by(.resource, .dimension)'
}

# Prints the calls that give the new table the wanted settings, in four lines each: what is set, the service, the operation, its input.
# The stream comes first, because it has to be there before the first write.
plan() {
  jq --null-input --raw-output --argjson wanted "$wanted" --argjson actual "$actual" --arg new "$new" --arg arn "$new_arn" '
    def when_other(f; call): $wanted | f | select(. != null and . != ($actual | f)) | call;
    def dynamodb($what; $operation; $input): $what, "dynamodb", $operation, ({TableName: $new} + $input | tojson);
    def scaling($operation; $resource; $input): "auto-scaling", "application-autoscaling", $operation,
      ({ServiceNamespace: "dynamodb", ResourceId: ("table/" + $new + $resource)} + $input | tojson);
    def throughput($setting; $property; $what; form):
      $wanted[$setting] | to_entries[] | select(.value != $actual[$setting][.key]) | {($property): (.value | form)} as $value
      | dynamodb("\($what) of \(.key)"; "update-table";
          if .key == "table" then $value else {GlobalSecondaryIndexUpdates: [{Update: ({IndexName: .key} + $value)}]} end);

    when_other(.stream; dynamodb("the stream"; "update-table"; {StreamSpecification: {StreamEnabled: true, StreamViewType: .}})),
    when_other(.deletion_protection; dynamodb("deletion protection"; "update-table"; {DeletionProtectionEnabled: .})),
    when_other(.recovery_days; dynamodb("point-in-time recovery"; "update-continuous-backups";
      {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: .}})),
    when_other(.time_to_live; dynamodb("time to live"; "update-time-to-live"; {TimeToLiveSpecification: {Enabled: true, AttributeName: .}})),
    when_other(.table_class; dynamodb("the table class"; "update-table"; {TableClass: .})),
    throughput("on_demand_maximum"; "OnDemandThroughput"; "the on-demand maximum"; {MaxReadRequestUnits: .[0], MaxWriteRequestUnits: .[1]}),
    throughput("warm"; "WarmThroughput"; "warm throughput"; {ReadUnitsPerSecond: .[0], WriteUnitsPerSecond: .[1]}),
    ($wanted.contributor_insights | to_entries[] | select(.value != null and .value != $actual.contributor_insights[.key])
      | dynamodb("Contributor Insights of \(.key)"; "update-contributor-insights";
          {ContributorInsightsAction: "ENABLE", ContributorInsightsMode: .value} + if .key == "table" then {} else {IndexName: .key} end)),
    when_other(.scaling; .[] | . as $target
      | scaling("register-scalable-target"; .resource; {ScalableDimension: .dimension, MinCapacity: .minimum, MaxCapacity: .maximum}),
        (.policies[] | scaling("put-scaling-policy"; $target.resource; {ScalableDimension: $target.dimension, PolicyName: .name,
          PolicyType: "TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration: .target}))),
    when_other(.tags; "tags", "dynamodb", "tag-resource", ({ResourceArn: $arn, Tags: .} | tojson)),
    when_other(.policy; "the resource policy", "dynamodb", "put-resource-policy",
      ({ResourceArn: $arn, Policy: (walk(if type == "string" then gsub(":table/TABLE"; ":table/" + $new) else . end) | tojson)} | tojson))'
}

apply_settings() {
  local calls what service operation input
  calls=$(plan)
  while read -r what && read -r service && read -r operation && read -r input; do
    change "$what" "$service" "$operation" "$input" < /dev/null
    wait_for "$new" < /dev/null
  done <<< "$calls"
}

# Starts the restore, unless it was started before.
start_restore() {
  local table key metadata
  table=$(describe "$new")
  if [[ $table != null ]]; then
    jq --exit-status '.RestoreSummary' <<< "$table" > /dev/null || fail "$new exists, but was not restored. Choose another name."
    echo "found   $new, restored from $(jq --raw-output '.RestoreSummary | .SourceTableArn // .SourceBackupArn // "?"' <<< "$table")" \
      "as of $(jq --raw-output '.RestoreSummary.RestoreDateTime // "?"' <<< "$table")"
    return
  fi
  key=$(jq --compact-output 'if .key == null then {} else {SSESpecificationOverride: {Enabled: true, SSEType: "KMS", KMSMasterKeyId: .key}} end' <<< "$wanted")
  case $backup in
    '')
      [[ -n $from && -n $at ]] || usage
      change "up $new, restored to $at" dynamodb restore-table-to-point-in-time "$(object SourceTableName "$from" TargetTableName "$new" \
        | jq --arg at "$at" --argjson key "$key" '. + (if $at == "latest" then {UseLatestRestorableTime: true} else {RestoreDateTime: $at} end) + $key')"
      ;;
    arn:*:dynamodb:*)
      change "up $new, restored from a backup" dynamodb restore-table-from-backup \
        "$(object BackupArn "$backup" TargetTableName "$new" | jq --argjson key "$key" '. + $key')"
      ;;
    *)
      [[ -n $role && -n $vault ]] || usage
      metadata=$(ask backup get-recovery-point-restore-metadata "$(object BackupVaultName "$vault" RecoveryPointArn "$backup")")
      change "up $new, restored from a recovery point" backup start-restore-job "$(jq --arg backup "$backup" --arg role "$role" --arg new "$new" \
        --argjson key "$(jq .key <<< "$wanted")" '{RecoveryPointArn: $backup, IamRoleArn: $role, ResourceType: "DynamoDB", IdempotencyToken: $new,
          Metadata: (.RestoreMetadata + {targetTableName: $new} + (if $key == null then {} else {encryptionType: "KMS", kmsMasterKeyArn: $key} end))}' <<< "$metadata")"
      ;;
  esac
}

restore() {
  local from='' at='' backup='' role='' vault='' file='' new='' wanted actual new_arn
  while (($# >= 2)); do
    case $1 in
      --from) from=$2 ;;
      --to) new=$2 ;;
      --at) at=$2 ;;
      --backup) backup=$2 ;;
      --vault) vault=$2 ;;
      --role) role=$2 ;;
      --settings) file=$2 ;;
      *) usage ;;
    esac
    shift 2
  done
  [[ $# == 0 && -n $new && $new != "$from" && (-n $from || -n $file) ]] || usage
  if [[ -n $file ]]; then
    wanted=$(< "$file")
  else
    wanted=$(settings "$from")
  fi
  start_restore
  if [[ -n $dry_run && $(describe "$new") == null ]]; then
    actual=$(jq '{deletion_protection: false, table_class, on_demand_maximum, scaling: [], tags: []}' <<< "$wanted")
    new_arn="arn:of:$new"
  else
    # A job of AWS Backup creates the table after a while.
    while [[ -z $dry_run && $backup == arn:*:backup:* && $(describe "$new") == null ]]; do sleep "$PAUSE"; done
    wait_for "$new"
    actual=$(settings "$new")
    new_arn=$(describe "$new" | jq --raw-output .TableArn)
  fi
  # Warm throughput cannot be lowered.
  wanted=$(jq --argjson actual "$actual" '.warm |= with_entries(.key as $key
    | .value |= [([.[0], $actual.warm[$key][0]?] | max), ([.[1], $actual.warm[$key][1]?] | max)])' <<< "$wanted")
  apply_settings
  [[ -n $dry_run ]] || verify
}

# Compares what the new table has with what it should have.
verify() {
  local attempt difference
  # What DynamoDB says about policies and tags lags behind.
  for attempt in 1 2 3 4 5 6; do
    ((attempt == 1)) || sleep "$PAUSE"
    actual=$(settings "$new")
    if difference=$(diff <(jq --sort-keys . <<< "$wanted") <(jq --sort-keys . <<< "$actual")); then
      echo "done    $new has all settings. Its stream: $(describe "$new" | jq --raw-output '.LatestStreamArn // "none"')"
      return
    fi
  done
  fail "$difference
$new lacks settings: < is wanted, > is what it has. Repeat the command."
}

# Denies writes, whatever else is allowed, but not to DynamoDB's own roles, which replicate the table and scale it.
fence() { # table set|remove
  local arn policy
  arn=$(describe "$1" | jq --raw-output '.TableArn? // empty')
  [[ -n $arn ]] || fail "There is no table $1."
  policy=$(ask_or '{}' PolicyNotFoundException dynamodb get-resource-policy "$(object ResourceArn "$arn")" \
    | jq --compact-output --arg fence "$FENCE" --arg arn "$arn" --arg action "$2" '
      (.Policy // "{\"Version\": \"2012-10-17\", \"Statement\": []}") | fromjson
      | .Statement |= map(select(.Sid != $fence))
      | if $action == "remove" then . else .Statement += [{
          Sid: $fence, Effect: "Deny", Principal: "*", Resource: $arn,
          Action: ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PartiQLDelete", "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLUpdate", "dynamodb:PutItem", "dynamodb:UpdateItem"],
          Condition: {ArnNotLike: {"aws:PrincipalArn": "arn:*:iam::*:role/aws-service-role/*"}}
        }] end')
  if [[ $(jq '.Statement == []' <<< "$policy") == true ]]; then
    change "no resource policy of $1" dynamodb delete-resource-policy "$(object ResourceArn "$arn")"
  else
    change "the resource policy of $1" dynamodb put-resource-policy "$(object ResourceArn "$arn" | jq --arg policy "$policy" '.Policy = $policy')"
  fi
}

# Changes the environment's settings.
configure() { # environment table-name table-stream
  local changed
  changed=$(jq --exit-status --arg environment "$1" --arg table "$2" --arg stream "$3" '
    if has($environment) | not then error("There is no environment " + $environment) else . end
    | .[$environment] += {"table-name": $table, "table-stream": $stream}' "$ENVIRONMENTS")
  if [[ -n $dry_run ]]; then
    echo "would   set table-name of $1 to $2, and table-stream to '$3', in $ENVIRONMENTS"
  else
    echo "$changed" > "$ENVIRONMENTS"
  fi
}

deploy() { # environment stack [option]...
  local command=(npx --yes "$CDK" deploy "Ordertable-$1-$2" --exclusively -c "environment=$1" "${@:3}")
  if [[ -n $dry_run ]]; then
    echo "would   run ${command[*]}"
  else
    (cd "$infra/cdk" && "${command[@]}")
  fi
}

# First the app, which then needs nothing of the old table from the data stack; then the data stack can let go of it.
swap() { # environment table [option]...
  local stream
  stream=$(describe "$2" | jq --raw-output '.LatestStreamArn? // empty')
  [[ -n $stream ]] || fail "There is no table $2 with a stream."
  configure "$1" "$2" "$stream"
  deploy "$1" app "${@:3}"
  deploy "$1" data "${@:3}"
}

adopt() { # environment [option]...
  local table
  table=$(jq --raw-output --arg environment "$1" '.[$environment]["table-name"] // empty' "$ENVIRONMENTS")
  [[ -n $table ]] || fail "$1 has no table-name in $ENVIRONMENTS: swap comes first."
  configure "$1" "$table" ""
  deploy "$1" data --import-existing-resources "${@:2}"
  deploy "$1" app "${@:2}"
}

for needed in aws jq; do
  command -v "$needed" > /dev/null || fail "$needed is needed: install it and try again."
done
if [[ ${1:-} == --dry-run ]]; then
  dry_run=yes
  shift
fi
case ${1:-} in
  settings) [[ $# == 2 ]] || usage && settings "$2" ;;
  restore) restore "${@:2}" ;;
  fence) [[ $# == 2 ]] || usage && fence "$2" set ;;
  unfence) [[ $# == 2 ]] || usage && fence "$2" remove ;;
  swap) (($# >= 3)) || usage && swap "${@:2}" ;;
  adopt) (($# >= 2)) || usage && adopt "${@:2}" ;;
  *) usage ;;
esac
