package io.ordertable.infra.data;

import io.ordertable.infra.settings.Billing.OnDemand;
import io.ordertable.infra.settings.Billing.Provisioned;
import io.ordertable.infra.settings.Range;
import software.amazon.awscdk.services.dynamodb.AutoscaledCapacityOptions;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.MaxThroughputProps;
import software.amazon.awscdk.services.dynamodb.ThroughputProps;

/** The capacity of the table and of each index. It is the same for all, because a throttled index throttles the table's writes. */
sealed interface Capacity {

    /** Returns the capacity of the table. */
    Billing billing();

    /** Adds the capacity of an index to its properties. */
    GlobalSecondaryIndexPropsV2.Builder of(GlobalSecondaryIndexPropsV2.Builder index);

    /** Returns the capacity according to the settings. */
    static Capacity of(io.ordertable.infra.settings.Billing billing) {
        if (billing instanceof OnDemand onDemand) {
            return new Limited(onDemand);
        }
        return new Scaled((Provisioned) billing);
    }

    /** On demand, up to a maximum. */
    record Limited(OnDemand limits) implements Capacity {

        @Override
        public Billing billing() {
            return Billing.onDemand(MaxThroughputProps.builder()
                    .maxReadRequestUnits(limits.maxReads())
                    .maxWriteRequestUnits(limits.maxWrites())
                    .build());
        }

        @Override
        public GlobalSecondaryIndexPropsV2.Builder of(GlobalSecondaryIndexPropsV2.Builder index) {
            return index.maxReadRequestUnits(limits.maxReads()).maxWriteRequestUnits(limits.maxWrites());
        }
    }

    /** Provisioned, with auto-scaling. */
    record Scaled(Provisioned scaling) implements Capacity {

        @Override
        public Billing billing() {
            return Billing.provisioned(ThroughputProps.builder()
                    .readCapacity(scaled(scaling.reads()))
                    .writeCapacity(scaled(scaling.writes()))
                    .build());
        }

        @Override
        public GlobalSecondaryIndexPropsV2.Builder of(GlobalSecondaryIndexPropsV2.Builder index) {
            return index.readCapacity(scaled(scaling.reads())).writeCapacity(scaled(scaling.writes()));
        }

        private software.amazon.awscdk.services.dynamodb.Capacity scaled(Range range) {
            return software.amazon.awscdk.services.dynamodb.Capacity.autoscaled(AutoscaledCapacityOptions.builder()
                    .minCapacity(range.min())
                    .maxCapacity(range.max())
                    .targetUtilizationPercent(scaling.targetPercent())
                    .build());
        }
    }
}
