/** The generated client with a token, and what to expect of its responses. */
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/openapi-typescript.js";

export type Schemas = components["schemas"];
type Result<T> = { data?: T; error?: Schemas["Problem"]; response: Response };

/** Returns a client of the service for a user of the local token issuer, and the header with the user's token. */
export async function signIn(url: string, issuer: string, user: string) {
  const grant = { grant_type: "client_credentials", client_id: user, client_secret: user };
  const { access_token } = await (await fetch(`${issuer}/oauth2/token`, { method: "POST", body: new URLSearchParams(grant) })).json();
  const headers = { Authorization: `Bearer ${access_token}` };
  return { api: createClient<paths>({ baseUrl: url, headers }), headers };
}

/** Returns the body of a successful response. */
export function success<T>({ data, error }: Result<T>): T {
  if (data === undefined) throw new Error(`${error?.code}: ${error?.detail}`);
  return data;
}

/** Returns the problem that a response must be. */
export function problem({ error, response }: Result<unknown>, status: number, code: Schemas["ProblemCode"]): Schemas["Problem"] {
  assert.deepEqual([response.status, error?.code], [status, code]);
  return error!;
}
