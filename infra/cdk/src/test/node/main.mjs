// Runs the other scripts for tests. Reads {script, input} from each line, and prints the script's result as a line.
import { createInterface } from 'node:readline';

for await (const line of createInterface({ input: process.stdin })) {
  const { script, input } = JSON.parse(line);
  const { default: run } = await import(`./${script}`);
  console.log(JSON.stringify(await run(input)));
}
