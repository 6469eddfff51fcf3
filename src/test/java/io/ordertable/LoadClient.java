package io.ordertable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries out the operations of a {@link LoadGenerator} as its customers, and as staff that process their orders. */
final class LoadClient {

    /** What customers and staff do. */
    enum Operation {
        PLACE,
        PREVIEW,
        GET,
        LIST,
        BATCH_GET,
        STEP;

        static Operation of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * How a request ended.
     *
     * @param status the HTTP status; 0 if there was no response
     * @param reason the problem's code; empty after a success
     */
    record Outcome(int status, String reason) {}

    /** An order as it was when it was seen last. */
    private record Order(int customer, String path, String etag, String status) {

        String key() {
            String[] parts = path.split("/");
            return "{\"user_id\": \"%s\", \"order_id\": \"%s\"}".formatted(parts[3], parts[5]);
        }

        /** Returns the next status, usually that of an order without trouble; empty if there is none. */
        String next() {
            return switch (status) {
                case "pending" -> ThreadLocalRandom.current().nextInt(10) == 0 ? "cancelled" : "paid";
                case "paid" -> "shipped";
                case "shipped" -> "completed";
                default -> "";
            };
        }
    }

    private record Token(String value, long fetched) {

        /** Shorter than tokens of the local issuer live. */
        private static final Duration USE = Duration.ofMinutes(50);

        boolean isOld() {
            return System.nanoTime() - fetched > USE.toNanos();
        }
    }

    private static final String STAFF = "staff";
    private static final String ORDERS = "/v1/users/me/orders";
    private static final String ORDER = """
            {"currency": "EUR", "lines": [
              {"sku": "TEA-01", "name": "Green tea", "quantity": 2, "unit_price": "9.99"},
              {"sku": "POT-07", "name": "Teapot", "quantity": 1, "unit_price": "24.50"}]}""";

    private static final int BATCH = 10;
    private static final int RECENT_ORDERS = 50;
    private static final int OPEN_ORDERS = 10_000;
    static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([A-Z_]+)\"");
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI target;
    private final UnaryOperator<String> issuer;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Map<Integer, BlockingDeque<Order>> recent = new ConcurrentHashMap<>();
    private final BlockingDeque<Order> open = new LinkedBlockingDeque<>(OPEN_ORDERS);

    /** Creates a client that gets the tokens of logins, such as {@code customer-7} and {@code staff}, from a function. */
    LoadClient(URI target, UnaryOperator<String> issuer) {
        this.target = target;
        this.issuer = issuer;
    }

    /** Returns the tokens of the local issuer. */
    static UnaryOperator<String> tokensOf(URI issuer) {
        HttpClient http = HttpClient.newHttpClient();
        return login -> {
            String credentials = Base64.getEncoder().encodeToString((login + ":" + login).getBytes(UTF_8));
            HttpRequest request = HttpRequest.newBuilder(issuer.resolve("/oauth2/token"))
                    .timeout(TIMEOUT)
                    .header("Authorization", "Basic " + credentials)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                    .build();
            try {
                Matcher token = ACCESS_TOKEN.matcher(
                        http.send(request, BodyHandlers.ofString()).body());
                if (!token.find()) {
                    throw new IllegalStateException("The issuer at " + issuer + " has no token for " + login + ".");
                }
                return token.group(1);
            } catch (IOException e) {
                throw new UncheckedIOException("The issuer at " + issuer + " does not answer.", e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** Creates the customer's profile unless it exists. */
    void register(int customer) {
        String profile =
                "{\"name\": \"%s\", \"email\": \"%s@example.org\"}".formatted(login(customer), UUID.randomUUID());
        int status = 0;
        String body = "";
        try {
            HttpResponse<String> response = send(login(customer), "POST", "/v1/users", profile);
            status = response.statusCode();
            body = response.body();
        } catch (IOException e) {
            throw new UncheckedIOException("The service at " + target + " does not answer.", e);
        }
        if (status != 201 && status != 409) {
            throw new IllegalStateException("The profile of " + login(customer) + " cannot be created: " + body);
        }
    }

    /** Carries out an operation. Places an order instead if there is none yet to read or to change. */
    Outcome perform(Operation operation, int customer) {
        try {
            return switch (operation) {
                case PLACE -> place(customer);
                case PREVIEW -> outcome(send(login(customer), "POST", ORDERS + "/preview", ORDER));
                case LIST -> outcome(send(login(customer), "GET", ORDERS + "?limit=20", null));
                case GET -> get(customer);
                case BATCH_GET -> batchGet(customer);
                case STEP -> step(customer);
            };
        } catch (HttpTimeoutException e) {
            return new Outcome(0, "NO_RESPONSE_IN_TIME");
        } catch (IOException e) {
            return new Outcome(0, e.getClass().getSimpleName());
        } catch (UncheckedIOException e) {
            return new Outcome(0, "NO_TOKEN");
        }
    }

    private Outcome place(int customer) throws IOException {
        HttpResponse<String> response = send(
                login(customer),
                "POST",
                ORDERS,
                ORDER,
                "Idempotency-Key",
                UUID.randomUUID().toString());
        if (response.statusCode() == 201) {
            Order order =
                    seen(customer, response.headers().firstValue("Location").orElseThrow(), "pending", response);
            BlockingDeque<Order> orders = recent(customer);
            while (!orders.offerFirst(order)) {
                orders.pollLast();
            }
            open.offer(order);
        }
        return outcome(response);
    }

    private Outcome get(int customer) throws IOException {
        List<Order> orders = List.copyOf(recent(customer));
        return orders.isEmpty()
                ? place(customer)
                : outcome(send(
                        login(customer),
                        "GET",
                        orders.get(ThreadLocalRandom.current().nextInt(orders.size()))
                                .path(),
                        null));
    }

    private Outcome batchGet(int customer) throws IOException {
        List<Order> orders = List.copyOf(recent(customer));
        String keys = orders.stream().limit(BATCH).map(Order::key).collect(Collectors.joining(", "));
        return orders.isEmpty()
                ? place(customer)
                : outcome(send(login(customer), "POST", "/v1/orders/batch-get", "{\"keys\": [" + keys + "]}"));
    }

    private Outcome step(int customer) throws IOException {
        Order order = open.poll();
        if (order == null) {
            return place(customer);
        }
        String next = order.next();
        HttpResponse<String> response =
                send(STAFF, "PATCH", order.path(), "{\"status\": \"" + next + "\"}", "If-Match", order.etag());
        if (response.statusCode() == 200) {
            Order changed = seen(order.customer(), order.path(), next, response);
            if (!changed.next().isEmpty()) {
                open.offer(changed);
            }
        }
        return outcome(response);
    }

    private static Order seen(int customer, String path, String status, HttpResponse<?> response) {
        return new Order(customer, path, response.headers().firstValue("ETag").orElseThrow(), status);
    }

    private BlockingDeque<Order> recent(int customer) {
        return recent.computeIfAbsent(customer, any -> new LinkedBlockingDeque<>(RECENT_ORDERS));
    }

    private static Outcome outcome(HttpResponse<String> response) {
        if (response.statusCode() < 300) {
            return new Outcome(response.statusCode(), "");
        }
        Matcher code = CODE.matcher(response.body());
        return new Outcome(response.statusCode(), code.find() ? code.group(1) : "HTTP_" + response.statusCode());
    }

    private HttpResponse<String> send(
            String login, String method, String path, @Nullable String body, String... headers) throws IOException {
        Token token = tokens.compute(
                login,
                (name, held) -> held == null || held.isOld() ? new Token(issuer.apply(name), System.nanoTime()) : held);
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(path))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token.value())
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String login(int customer) {
        return LocalUser.customer(customer);
    }
}
