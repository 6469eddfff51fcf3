package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordertable.infra.settings.Billing;
import io.ordertable.infra.settings.Dax;
import io.ordertable.infra.settings.DeploymentOptions;
import io.ordertable.infra.settings.Environments;
import io.ordertable.infra.settings.Exposure;
import io.ordertable.infra.settings.Range;
import io.ordertable.infra.settings.ServiceSettings;
import io.ordertable.infra.settings.ServiceSettings.Processor;
import io.ordertable.infra.settings.Shutdown;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Invalid settings are refused with a sentence, before anything is deployed. */
class SettingsTests {

    private static final Range TASKS = new Range(1, 2);

    @Test
    void anUnknownEnvironmentIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environments.named(
                        "staging",
                        new DeploymentOptions(Variants.IDENTITY, Optional.empty(), Optional.empty(), Optional.empty())))
                .withMessageContaining("staging");
    }

    @Test
    void aPublicServiceNeedsACertificate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exposure.open(Optional.empty()))
                .withMessageContaining("certificate");
    }

    @Test
    void fargateKillsTasksAfterTwoMinutes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shutdown(60, 60))
                .withMessageContaining("120");
    }

    @Test
    void fargateHasCertainSizes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServiceSettings(1024, 1024, Processor.X86, TASKS, 60, 1000, new Shutdown(15, 20)))
                .withMessageContaining("1024 MiB");
    }

    @Test
    void autoScalingAimsAtTwentyToNinetyPercent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Billing.Provisioned(TASKS, TASKS, 95, 300, 60))
                .withMessageContaining("95");
    }

    @Test
    void rangesAreInOrder() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Range(10, 5)).withMessageContaining("10 to 5");
        assertThatIllegalArgumentException().isThrownBy(() -> new Billing.OnDemand(0, 1));
    }

    @Test
    void aCacheHasOneToElevenNodes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dax("dax.t3.small", 12))
                .withMessageContaining("12");
    }

    @Test
    void logsAreKeptForATimeThatCloudWatchOffers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retention.ofDays(42))
                .withMessageContaining("42");
    }
}
