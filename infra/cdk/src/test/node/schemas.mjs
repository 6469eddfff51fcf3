// Compares templates with CloudFormation's resource schemas. Takes {name: template}, returns a list of sentences.
import { createRequire } from 'node:module';

const { loadAwsServiceSpecSync } = createRequire(import.meta.url)('@aws-cdk/aws-service-spec');
const db = loadAwsServiceSpecSync();
let problems;

export default function (templates) {
  problems = [];
  for (const [name, template] of Object.entries(templates)) {
    for (const [id, resource] of Object.entries(template.Resources)) {
      const schema = schemaOf(resource);
      if (!schema) {
        problems.push(`${name}/${id}: there is no ${resource.Type}`);
        continue;
      }
      checkProperties(resource.Properties ?? {}, schema.properties, `${name}/${id}`);
      for (const [target, attribute] of attributes(resource)) {
        const owner = template.Resources[target];
        if (owner && !(attribute in (schemaOf(owner)?.attributes ?? {}))) {
          problems.push(`${name}/${id}: ${owner.Type} has no attribute ${attribute}`);
        }
      }
    }
  }
  return problems;
}

function schemaOf(resource) {
  return db.lookup('resource', 'cloudFormationType', 'equals', resource.Type)[0];
}

function checkProperties(values, properties, path) {
  for (const [name, value] of Object.entries(values)) {
    if (name in properties) {
      check(value, properties[name].type, `${path}.${name}`);
    } else {
      problems.push(`${path}.${name}: there is no such property`);
    }
  }
  for (const [name, property] of Object.entries(properties)) {
    if (property.required && !(name in values)) {
      problems.push(`${path}.${name}: is missing`);
    }
  }
}

function check(value, type, path) {
  if (isIntrinsic(value) || type.type === 'json') {
    return;
  }
  if (type.type === 'union') {
    if (!type.types.some((each) => matches(value, each, path))) {
      problems.push(`${path}: matches none of its types`);
    }
  } else if (!hasType(value, type.type)) {
    problems.push(`${path}: ${JSON.stringify(value)} is no ${type.type}`);
  } else if (type.allowedValues && !type.allowedValues.includes(value)) {
    problems.push(`${path}: ${JSON.stringify(value)} is not allowed`);
  } else if (type.type === 'array') {
    value.forEach((element, index) => check(element, type.element, `${path}[${index}]`));
  } else if (type.type === 'map') {
    Object.entries(value).forEach(([key, element]) => check(element, type.element, `${path}.${key}`));
  } else if (type.type === 'ref') {
    checkProperties(value, db.get('typeDefinition', type.reference.$ref).properties, path);
  }
}

function matches(value, type, path) {
  const known = problems.length;
  check(value, type, path);
  return problems.splice(known).length === 0;
}

function hasType(value, type) {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'map':
    case 'ref':
    case 'tag':
      return typeof value === 'object' && !Array.isArray(value);
    case 'date-time':
      return typeof value === 'string';
    default:
      return typeof value === type;
  }
}

function isIntrinsic(value) {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

function attributes(value) {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return 'Fn::GetAtt' in value ? [value['Fn::GetAtt']] : Object.values(value).flatMap(attributes);
}
