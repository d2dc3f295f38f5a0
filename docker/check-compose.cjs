// Is a compose file well-formed: by the specification's schema, and by what the schema cannot know?
const fs = require('fs');
const path = require('path');
const Ajv = require('ajv/dist/2019').default;
const yaml = require('yaml');

const file = process.argv[2];
const modules = process.env.NODE_PATH;
const compose = yaml.parse(fs.readFileSync(file, 'utf8'), { merge: true });
const schema = JSON.parse(fs.readFileSync(path.join(modules, 'dclint/schemas/compose.schema.json'), 'utf8'));
delete schema.$schema;
const problems = [];

const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
if (!validate(compose)) {
  validate.errors.forEach((error) => problems.push(`${error.instancePath}: ${error.message}`));
}
for (const [name, service] of Object.entries(compose.services)) {
  if (!/:\d+\.\d+/.test(service.image ?? '')) {
    problems.push(`${name}: the image '${service.image}' is not pinned`);
  }
  for (const needed of Object.keys(service.depends_on ?? {})) {
    if (!compose.services[needed]) problems.push(`${name}: depends on ${needed}, which is no service`);
    else if (!compose.services[needed].healthcheck) problems.push(`${name}: waits for the health of ${needed}`);
  }
  for (const port of service.ports ?? []) {
    if (!/^127\.0\.0\.1:\d+:\d+$/.test(port)) problems.push(`${name}: port ${port} is open to everybody`);
  }
  for (const volume of service.volumes ?? []) {
    const [from] = volume.split(':');
    const there = from.startsWith('.') ? fs.existsSync(path.join(path.dirname(file), from)) : from in compose.volumes;
    if (!there) problems.push(`${name}: there is no ${from}`);
  }
}
if (problems.length > 0) {
  problems.forEach((problem) => console.error(`docker/check: compose.yaml: ${problem}`));
  process.exit(1);
}
console.log(`compose.yaml   ok, ${Object.keys(compose.services).length} services by schema`);
