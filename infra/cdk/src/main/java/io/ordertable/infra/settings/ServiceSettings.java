package io.ordertable.infra.settings;

import java.util.Map;
import java.util.Set;

/**
 * The service's tasks.
 *
 * @param cpu CPU units, 1,024 being a core
 * @param memory MiB; Fargate offers certain amounts for each number of CPU units
 * @param processor what they run on
 * @param tasks how many there are
 * @param cpuTarget percent of CPU that scaling aims at
 * @param requestsTarget requests a minute and task that scaling aims at
 * @param shutdown how a task ends
 */
public record ServiceSettings(
        int cpu, int memory, Processor processor, Range tasks, int cpuTarget, int requestsTarget, Shutdown shutdown) {

    /** What Fargate runs tasks on. */
    public enum Processor {
        /** Graviton: cheaper by a fifth. */
        ARM,
        /** For images that are built on x86. */
        X86
    }

    private static final Map<Integer, Set<Integer>> SIZES = Map.of(
            512, Set.of(1024, 2048, 3072, 4096),
            1024, Set.of(2048, 3072, 4096, 5120, 6144, 7168, 8192));

    public ServiceSettings {
        if (!SIZES.getOrDefault(cpu, Set.of()).contains(memory)) {
            throw new IllegalArgumentException(
                    "No Fargate size that the service is made for: " + cpu + " CPU units, " + memory + " MiB");
        }
    }
}
