package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How records are stored in attributes. */
class RecordConverterTests {

    private static final Parcel FULL = new Parcel(
            "A-1",
            new BigDecimal("1.50"),
            2,
            3L,
            Kind.LARGE_PARCEL,
            Instant.parse("2026-11-26T10:00:00Z"),
            new Place("Berlin"),
            List.of(new Place("Paris"), new Place("Rome")));

    private static final AttributeValue STORED = fromM(Map.of(
            "tracking_number", fromS("A-1"),
            "weight", fromN("1.50"),
            "pieces", fromN("2"),
            "version", fromN("3"),
            "kind", fromS("large_parcel"),
            "shipped_at", fromS("2026-11-26T10:00:00.000Z"),
            "origin", fromM(Map.of("city", fromS("Berlin"))),
            "stops", fromL(List.of(fromM(Map.of("city", fromS("Paris"))), fromM(Map.of("city", fromS("Rome")))))));

    @Test
    void aRecordIsAMapWithNamesInSnakeCase() {
        assertThat(RecordConverter.of(Parcel.class).transformFrom(FULL)).isEqualTo(STORED);
        assertThat(RecordConverter.of(Parcel.class).transformTo(STORED)).isEqualTo(FULL);
    }

    @Test
    void aListOfRecordsIsAList() {
        List<Place> places = List.of(new Place("Paris"), new Place("Rome"));
        RecordConverter<List<Place>> converter = RecordConverter.listOf(Place.class);

        assertThat(converter.transformTo(converter.transformFrom(places))).isEqualTo(places);
    }

    @Test
    void nothingIsStoredForWhatIsAbsentOrEmpty() {
        Parcel least = new Parcel("A-1", null, 1, 1, null, null, null, List.of());

        AttributeValue stored = RecordConverter.of(Parcel.class).transformFrom(least);

        assertThat(stored.m()).containsOnlyKeys("tracking_number", "pieces", "version");
        assertThat(RecordConverter.of(Parcel.class).transformTo(stored)).isEqualTo(least);
    }

    @Test
    void anEmptyMapStandsForNothing() {
        assertThat(RecordConverter.of(Place.class).transformTo(fromM(Map.of()))).isNull();
    }

    /** An older instance reads what a newer one wrote. */
    @Test
    void attributesThatAreNotKnownAreIgnored() {
        AttributeValue newer = fromM(Map.of("city", fromS("Berlin"), "country", fromS("DE")));

        assertThat(RecordConverter.of(Place.class).transformTo(newer)).isEqualTo(new Place("Berlin"));
    }

    @Test
    void whatCannotBeStoredIsRejectedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> RecordConverter.of(Unstorable.class));
    }

    record Parcel(
            String trackingNumber,
            @Nullable BigDecimal weight,
            int pieces,
            long version,
            @Nullable Kind kind,
            @Nullable Instant shippedAt,
            @Nullable Place origin,
            List<Place> stops) {}

    record Place(String city) {}

    record Unstorable(Object anything) {}

    enum Kind {
        LARGE_PARCEL
    }
}
