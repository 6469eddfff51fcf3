package io.ordertable.infra.sizing;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.infra.sizing.MonthlyCost.Item;
import io.ordertable.infra.sizing.MonthlyCost.Prices;
import io.ordertable.infra.sizing.Sizing.Capacity;
import io.ordertable.infra.sizing.Sizing.Quota;
import io.ordertable.infra.sizing.Sizing.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables in docs/scale.md are those that {@link Sizing} and {@link MonthlyCost} compute. A failure shows the right ones. */
class ScaleDocumentTests {

    private static final List<Sizing> PLANS = Stream.of(100, 1_000, 10_000, 100_000)
            .map(orders -> new Sizing(orders / 4.0, orders))
            .toList();

    @Test
    void thePlansAreComputed() throws IOException {
        assertThat(document())
                .contains(table(
                        row("orders a second, on average", sizing -> number(sizing.averageOrders())),
                        row("requests a second", sizing -> number(sizing.peakOrders() * Sizing.REQUESTS)),
                        row("tasks", sizing -> tasks(sizing.tasks())),
                        row("table", sizing -> capacity(sizing.table())),
                        row("`GSI1`", sizing -> capacity(sizing.index("GSI1"))),
                        row("`GSI2`", sizing -> capacity(sizing.index("GSI2"))),
                        row("warm throughput", sizing -> sizing.table().warm().isPresent() ? "yes" : "no"),
                        row("status shards, at least", sizing -> number(sizing.statusShards())),
                        row("batches of a partition at a time", sizing -> number(sizing.parallelizationFactor()))));
    }

    @Test
    void theQuotasAreComputed() throws IOException {
        assertThat(document())
                .contains(table(PLANS.getLast().quotas().stream()
                        .map(quota -> row(
                                "%s: %s (%,d)".formatted(quota.service(), quota.name(), quota.byDefault()),
                                sizing -> needed(sizing, quota)))
                        .toArray(String[]::new)));
    }

    @Test
    void theCostIsComputed() throws IOException {
        Prices prices = Prices.read();
        List<List<Item>> costs = PLANS.stream()
                .map(sizing -> new MonthlyCost(sizing, prices).items())
                .toList();
        Stream<String> rows = IntStream.range(0, costs.getFirst().size()).mapToObj(i -> {
            Item first = costs.getFirst().get(i);
            return row(
                    first.component() + " | " + first.basis(),
                    costs,
                    items -> number(items.get(i).usd()));
        });
        Stream<String> all = Stream.of(row("**all** | ", costs, items -> "**%s**"
                .formatted(number(items.stream().mapToDouble(Item::usd).sum()))));

        assertThat(document()).contains(Stream.concat(rows, all).collect(joining()), prices.region(), prices.date());
    }

    private static String needed(Sizing sizing, Quota asked) {
        return sizing.quotas().stream()
                .filter(quota -> quota.name().equals(asked.name()))
                .map(quota -> number(quota.needed()))
                .findFirst()
                .orElse("–");
    }

    private static String tasks(Tasks tasks) {
        return "%s to %s of %d vCPU".formatted(number(tasks.min()), number(tasks.max()), tasks.cpu() / 1024);
    }

    private static String capacity(Capacity capacity) {
        return number(capacity.reads()) + " / " + number(capacity.writes());
    }

    private static String row(String name, Function<Sizing, String> cell) {
        return row(name, PLANS, cell);
    }

    private static <T> String row(String name, List<T> columns, Function<T, String> cell) {
        return columns.stream().map(cell).collect(joining(" | ", "| " + name + " | ", " |\n"));
    }

    private static String table(String... rows) {
        return String.join("", rows);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("../../docs/scale.md"));
    }
}
