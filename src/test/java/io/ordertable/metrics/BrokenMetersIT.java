package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertable.CapturesOutput;
import io.ordertable.IntegrationTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Requests do not depend on meters and listeners that work. */
@Import(BrokenMetersIT.BrokenMeters.class)
@CapturesOutput
class BrokenMetersIT extends IntegrationTest {

    @Test
    void metersAndListenersThatThrowFailNoRequest(CapturedOutput output) {
        Workload workload = new Workload(api());

        workload.mixed();

        String order = workload.order(workload.user());
        assertThat(api().get(order).status()).isEqualTo(200);
        assertThat(output.toString()).containsOnlyOnce("A measurement failed");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class BrokenMeters {

        @Bean
        ConsumptionListener brokenListener() {
            return consumption -> {
                throw new IllegalStateException("broken");
            };
        }

        @Bean
        MeterRegistry brokenRegistry() {
            return new BrokenRegistry();
        }
    }

    /** The meters of the service throw. Those of libraries do not, because the service cannot protect itself from them. */
    private static final class BrokenRegistry extends SimpleMeterRegistry {

        @Override
        protected Counter newCounter(Meter.Id id) {
            return !isOfTheService(id)
                    ? super.newCounter(id)
                    : new CumulativeCounter(id) {
                        @Override
                        public void increment(double amount) {
                            throw new IllegalStateException("broken");
                        }
                    };
        }

        @Override
        protected Timer newTimer(Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauseDetector) {
            return !isOfTheService(id)
                    ? super.newTimer(id, statistics, pauseDetector)
                    : new CumulativeTimer(id, clock, statistics, pauseDetector, TimeUnit.SECONDS, false) {
                        @Override
                        protected void recordNonNegative(long amount, TimeUnit unit) {
                            throw new IllegalStateException("broken");
                        }
                    };
        }

        private static boolean isOfTheService(Meter.Id id) {
            return id.getName().startsWith("orders.") || id.getName().startsWith("dynamodb.");
        }
    }
}
