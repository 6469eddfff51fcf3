// Finds what would make updates of deployed stacks fail, or replace what has to be kept. Takes {updates: [{before, after}], kept}: the
// templates by stack name, and the types of resources to keep. Returns a list of sentences for each update.
import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';

const { loadAwsServiceSpecSync } = createRequire(import.meta.url)('@aws-cdk/aws-service-spec');
const db = loadAwsServiceSpecSync();

export default function ({ updates, kept }) {
  return updates.map(({ before, after }) => problemsOf(before, after, kept));
}

function problemsOf(before, after, kept) {
  const problems = [];
  for (const [stack, old] of Object.entries(before)) {
    const template = after[stack] ?? { Resources: {} };
    const replaced = replacements(old, template);
    for (const [id, resource] of Object.entries(old.Resources)) {
      const name = `${stack}/${id} (${resource.Type})`;
      if (!(id in template.Resources)) {
        if (kept.includes(resource.Type)) {
          problems.push(`${name} is removed`);
        }
      } else if (replaced.has(id)) {
        if (kept.includes(resource.Type)) {
          problems.push(`${name} is replaced because of ${replaced.get(id)}`);
        }
        if (names(resource).some((each) => names(template.Resources[id]).includes(each))) {
          problems.push(`${name} is replaced because of ${replaced.get(id)}, but keeps its name`);
        }
      }
    }
    for (const imported of imports(before)) {
      const [output, value] = exported(old, imported) ?? [];
      if (output && !isDeepStrictEqual(exported(template, imported)?.[1], value)) {
        problems.push(`${stack} no longer exports ${imported}, which another stack imports`);
      } else if (output && refersTo(value, replaced)) {
        problems.push(`${stack} exports ${imported}, which another stack imports, of a resource that is replaced`);
      }
    }
  }
  for (const [stack, template] of Object.entries(after)) {
    const old = before[stack]?.Resources ?? {};
    for (const [id, resource] of Object.entries(template.Resources).filter(([each]) => !(each in old))) {
      const taken = Object.values(old)
        .filter(({ Type }) => Type === resource.Type)
        .flatMap(names);
      if (names(resource).some((each) => taken.includes(each))) {
        problems.push(`${stack}/${id} (${resource.Type}) has the name of a resource that still exists`);
      }
    }
  }
  const exports = Object.values(after).flatMap(({ Outputs }) => Object.values(Outputs ?? {}).map(({ Export }) => Export?.Name));
  for (const imported of imports(after)) {
    if (!exports.includes(imported)) {
      problems.push(`no stack exports ${imported}`);
    }
  }
  return problems;
}

// Returns the resources that are replaced, with the properties that cause it. Those that refer to one of them may follow.
function replacements(old, template) {
  const found = new Map();
  for (let known = -1; known < found.size; ) {
    known = found.size;
    for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
      const previous = old.Resources[id];
      if (!previous || found.has(id)) {
        continue;
      }
      const cause =
        previous.Type === Type
          ? changed(previous.Properties ?? {}, Properties ?? {}, schemaOf(Type)?.properties ?? {}, found)
          : 'Type';
      if (cause) {
        found.set(id, cause);
      }
    }
  }
  return found;
}

// Returns the path of a property that differs and cannot be changed in place.
function changed(old, now, properties, replaced) {
  for (const [name, { type, causesReplacement }] of Object.entries(properties)) {
    if (isDeepStrictEqual(old[name], now[name]) && !refersTo(now[name], replaced)) {
      continue;
    }
    if (['yes', 'maybe'].includes(causesReplacement)) {
      return name;
    }
    const nested = type.type === 'array' ? type.element : type;
    if (nested.type === 'ref' && old[name] && now[name]) {
      const definition = db.get('typeDefinition', nested.reference.$ref).properties;
      const cause = [old[name]].flat().map((each, index) => changed(each, [now[name]].flat()[index] ?? each, definition, replaced));
      if (cause.some(Boolean)) {
        return `${name}.${cause.find(Boolean)}`;
      }
    }
  }
  return undefined;
}

function schemaOf(type) {
  return db.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

// Returns the names that CloudFormation does not choose, and that only one resource can have.
function names({ Type, Properties }) {
  return Object.entries(schemaOf(Type)?.properties ?? {})
    .filter(([name, { causesReplacement }]) => name.endsWith('Name') && causesReplacement === 'yes')
    .map(([name]) => Properties?.[name])
    .filter((name) => typeof name === 'string');
}

function exported(template, name) {
  return Object.entries(template.Outputs ?? {})
    .filter(([, { Export }]) => Export?.Name === name)
    .map(([id, { Value }]) => [id, Value])[0];
}

function imports(value) {
  return new Set([...JSON.stringify(value).matchAll(/\{"Fn::ImportValue":"([^"]+)"\}/g)].map(([, name]) => name));
}

function refersTo(value, replaced) {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return replaced.has(value.Ref) || replaced.has(value['Fn::GetAtt']?.[0]) || Object.values(value).some((each) => refersTo(each, replaced));
}
