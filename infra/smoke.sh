#!/usr/bin/env bash
# Places and cancels an order with a deployment, and deletes what it created. Prints what is true and what is not, and fails if
# anything is not.
#
#   infra/smoke.sh URL [OPERATORS_URL]
#
# Needs a token, in the environment, because other users of a machine can see the arguments of a command:
#   TOKEN                                 an access token; or
#   TOKEN_URL, CLIENT_ID, CLIENT_SECRET   an endpoint that issues one for these credentials, and perhaps SCOPE and AUDIENCE
#
# With a token of staff it creates a user of its own. With that of a customer it uses the customer's profile, and creates it only if
# there is none. Orders cannot be deleted: a cancelled one stays, with the SKU SMOKE-TEST.
set -euo pipefail

readonly SECONDS_PER_REQUEST=20

for needed in curl jq; do
  command -v "$needed" > /dev/null || { echo "$needed is needed: install it and try again." >&2; exit 2; }
done

passed=0
failed=0
token=${TOKEN:-}
user=
user_created=
order=
answer=$(mktemp -d)

usage() {
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

# Sends a request to the service, and keeps the status, the headers and the body of the response.
call() { # method path [body] [header]...
  local method=$1 path=$2 body=${3:-} header options=()
  for header in "${@:4}"; do options+=(--header "$header"); done
  [[ -z $body ]] || options+=(--data "$body")
  : > "$answer/headers"
  : > "$answer/body"
  status=$(curl --silent --show-error --max-time "$SECONDS_PER_REQUEST" --request "$method" \
    --dump-header "$answer/headers" --output "$answer/body" --write-out '%{http_code}' \
    --config <(credentials) "${options[@]}" "$url$path") || true
}

# Passes the token to curl without showing it in the list of processes.
credentials() {
  [[ -z $token ]] || printf 'header = "Authorization: Bearer %s"\n' "$(quoted "$token")"
}

quoted() {
  local text=${1//\\/\\\\}
  echo "${text//\"/\\\"}"
}

field() {
  jq --raw-output "$1" "$answer/body" 2> /dev/null || true
}

header() {
  tr -d '\r' < "$answer/headers" | sed -n "s/^$1: //Ip" | tail -n 1
}

# Takes a sentence, and a command that shows whether it is true.
check() {
  if "${@:2}"; then
    passed=$((passed + 1))
    echo "ok      $1"
  else
    failed=$((failed + 1))
    echo "not ok  $1"
    echo "        status $status, request $(header x-request-id): $(head -c 500 "$answer/body" | tr '\n' ' ')"
    return 1
  fi
}

is() { [[ $1 == "$2" ]]; }

# Gets a token for the credentials of a client.
get_token() {
  local form=grant_type=client_credentials
  [[ -z ${SCOPE:-} ]] || form+="&scope=$(jq --null-input --raw-output --arg v "$SCOPE" '$v | @uri')"
  [[ -z ${AUDIENCE:-} ]] || form+="&audience=$(jq --null-input --raw-output --arg v "$AUDIENCE" '$v | @uri')"
  status=$(curl --silent --show-error --max-time "$SECONDS_PER_REQUEST" --dump-header "$answer/headers" --output "$answer/body" \
    --write-out '%{http_code}' --data "$form" --config <(printf 'user = "%s"\n' "$(quoted "$CLIENT_ID:$CLIENT_SECRET")") "$TOKEN_URL") || true
  token=$(field .access_token)
  [[ $status == 200 && -n $token && $token != null ]]
}

create_user() {
  call POST /v1/users "{\"name\": \"Smoke test\", \"email\": \"smoke.$RANDOM.$(date +%s)@example.org\"}" 'Content-Type: application/json'
  if [[ $status == 409 && $(field .code) == USER_EXISTS ]]; then
    user=me
    return
  fi
  user=$(field .user_id)
  [[ $status == 201 ]] && user_created=yes
}

place_order() {
  call POST "/v1/users/$user/orders" \
    '{"currency": "EUR", "lines": [{"sku": "SMOKE-TEST", "name": "Smoke test", "quantity": 2, "unit_price": "1.50"}]}' \
    'Content-Type: application/json' "Idempotency-Key: $key"
}

cancel_order() {
  call GET "/v1/users/$user/orders/$order"
  call PATCH "/v1/users/$user/orders/$order" '{"status": "cancelled"}' 'Content-Type: application/merge-patch+json' "If-Match: $(header etag)"
}

delete_user() {
  call GET "/v1/users/$user"
  call DELETE "/v1/users/$user" '' "If-Match: $(header etag)"
}

# Removes what a test that ended early has left.
finish() {
  local result=$?
  [[ -z $order ]] || cancel_order || true
  [[ -z $user_created ]] || delete_user || true
  rm -rf "$answer"
  if ((result != 2)); then
    ((failed > 0 || result > 0)) || echo "All $passed checks hold."
    exit $((failed > 0 || result > 0))
  fi
}
trap finish EXIT

[[ $# == 1 || $# == 2 ]] || usage
[[ -n $token || (-n ${TOKEN_URL:-} && -n ${CLIENT_ID:-} && -n ${CLIENT_SECRET:-}) ]] || usage
url=${1%/}
key=smoke-$RANDOM-$(date +%s)

if [[ $# == 2 ]]; then
  status=$(curl --silent --show-error --max-time "$SECONDS_PER_REQUEST" --output "$answer/body" --write-out '%{http_code}' "${2%/}/health/readiness") || true
  check "the service is ready" is "$status" 200
fi
given=$token token=
call GET /openapi.yaml
check "the API document is served" is "$status" 200
call GET /v1/users/me
check "a request without a token is rejected" is "$status $(field .code)" "401 UNAUTHENTICATED"
token=$given
if [[ -z $token ]]; then
  check "the issuer issues a token" get_token
fi
check "a user is created, or exists" create_user
place_order
check "an order is placed" is "$status $(field .total)" "201 3.00"
order=$(field .order_id)
place_order
check "sent again, it is the same order" is "$(field .order_id) $(header idempotent-replayed)" "$order true"
call GET "/v1/users/$user/orders/$order"
check "the order is read" is "$status $(field .status)" "200 pending"
call GET "/v1/users/$user/orders?limit=10"
check "the user's orders contain it" is "$(field ".items[] | select(.order_id == \"$order\") | .status")" pending
cancel_order
check "the order is cancelled" is "$status $(field .status)" "200 cancelled"
order=
if [[ -n $user_created ]]; then
  delete_user
  check "the user is deleted" is "$status" 202
  user_created=
fi
