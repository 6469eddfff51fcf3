package io.ordertable.infra.settings;

import java.util.Map;
import java.util.Set;

/**
 * The service's tasks.
 *
 * @param cpu CPU units; a vCPU has 1,024
 * @param memory MiB; Fargate offers certain amounts for each number of CPU units
 * @param processor the processor architecture
 * @param tasks the number of tasks
 * @param cpuTarget CPU utilization in percent that auto-scaling aims at
 * @param requestsTarget requests per task and minute that auto-scaling aims at
 * @param shutdown how a task is shut down
 */
public record ServiceSettings(
        int cpu, int memory, Processor processor, Range tasks, int cpuTarget, int requestsTarget, Shutdown shutdown) {

    /** The processor architectures of Fargate. */
    public enum Processor {
        /** Graviton, which costs a fifth less. */
        ARM,
        /** For images that were built on x86. */
        X86
    }

    private static final Map<Integer, Set<Integer>> SIZES = Map.of(
            512, Set.of(1024, 2048, 3072, 4096),
            1024, Set.of(2048, 3072, 4096, 5120, 6144, 7168, 8192));

    public ServiceSettings {
        if (!SIZES.getOrDefault(cpu, Set.of()).contains(memory)) {
            throw new IllegalArgumentException("Fargate does not offer this size, or the service does not support it: "
                    + cpu + " CPU units, " + memory + " MiB");
        }
    }
}
