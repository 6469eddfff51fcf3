package io.ordertable.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.error.CommonError;
import io.ordertable.idempotency.Created;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.security.Caller;
import io.ordertable.security.Costs;
import io.ordertable.table.Cursor;
import io.ordertable.table.Uuid7;
import io.ordertable.web.ByteBudget;
import io.ordertable.web.EntityTags;
import io.ordertable.web.IfMatch;
import io.ordertable.web.Priority;
import io.ordertable.web.RequestPriority;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The orders of one user over HTTP. */
@RestController
@RequestMapping(path = "/v1/users/{user_id}/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class UserOrderController {

    /** An order by its id. Without the restriction, GET would read {@code preview} as one. */
    private static final String ORDER = "/{order_id:(?!preview$).+}";

    private final OrderService service;
    private final OrderListService lists;
    private final Uuid7 ids;
    private final ByteBudget pages;
    private final ObjectMapper mapper;

    UserOrderController(
            OrderService service,
            OrderListService lists,
            Uuid7 ids,
            @Qualifier("pages") ByteBudget pages,
            ObjectMapper mapper) {
        this.service = service;
        this.lists = lists;
        this.ids = ids;
        this.pages = pages;
        this.mapper = mapper;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Costs(writes = 6)
    ResponseEntity<OrderResponse> place(
            Caller caller,
            @PathVariable("user_id") UUID userId,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String idempotencyKey,
            @Valid @RequestBody OrderRequest request) {
        Created<Order> placed =
                service.place(caller, request.toOrder(ids.next(), userId), Idempotency.of(idempotencyKey, request));
        Order order = placed.resource();
        URI location = URI.create("/v1/users/" + userId + "/orders/" + order.orderId());
        return EntityTags.created(order.version(), location, placed.replayed()).body(OrderResponse.from(order, caller));
    }

    @PostMapping(path = "/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    ObjectNode preview(Caller caller, @PathVariable("user_id") UUID userId, @Valid @RequestBody OrderRequest request) {
        Order order = request.toOrder(ids.next(), userId);
        service.check(caller, order);
        return mapper.<ObjectNode>valueToTree(OrderResponse.from(order, caller))
                .remove(OrderResponse.GIVEN_WHEN_PLACED);
    }

    @GetMapping(ORDER)
    @Costs(reads = 1)
    ResponseEntity<OrderResponse> get(
            Caller caller,
            @PathVariable("user_id") UUID userId,
            @PathVariable("order_id") UUID orderId,
            @RequestParam(defaultValue = "true") boolean consistent,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        Order order = service.get(caller, new OrderKey(userId, orderId), consistent);
        return EntityTags.read(ifNoneMatch, order.version(), OrderResponse.from(order, caller));
    }

    @RequestPriority(Priority.LIST)
    @GetMapping
    @Costs(reads = 3)
    ResponseEntity<OrderPageResponse> list(
            Caller caller,
            @PathVariable("user_id") UUID userId,
            @RequestParam(defaultValue = "" + OrderPageResponse.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String fields,
            @RequestParam(name = "created_from", required = false) @Nullable Instant createdFrom,
            @RequestParam(name = "created_to", required = false) @Nullable Instant createdTo,
            @RequestParam(defaultValue = "desc") SortOrder sort) {
        OrderPageResponse.requireLimit(limit);
        if (createdFrom != null && createdTo != null && createdTo.isBefore(createdFrom)) {
            throw CommonError.invalidParameter("created_to", "must not be before created_from");
        }
        OrderQuery query = new OrderQuery(
                IdRange.between(createdFrom, createdTo, sort == SortOrder.DESC)
                        .after(cursor == null ? null : Cursor.decode(cursor)),
                status,
                number == null ? null : OrderNumber.parse(number),
                OrderFields.parse(fields),
                limit);
        OrderPage page = pages.holding(OrderListRepository.PAGE_BYTES, () -> lists.ofUser(caller, userId, query));
        return OrderPageResponse.of(
                page, query.fields().responses(caller, mapper), uriOf(userId, query, createdFrom, createdTo, sort));
    }

    /** Returns the URI of the first page of a list. */
    static UriComponentsBuilder uriOf(
            UUID userId, OrderQuery query, @Nullable Instant createdFrom, @Nullable Instant createdTo, SortOrder sort) {
        return UriComponentsBuilder.fromPath("/v1/users/" + userId + "/orders")
                .queryParam("limit", query.limit())
                .queryParam("sort", sort.code())
                .queryParamIfPresent(
                        "status", Optional.ofNullable(query.status()).map(OrderStatus::code))
                .queryParamIfPresent("fields", query.fields().text())
                .queryParamIfPresent("number", Optional.ofNullable(query.number()))
                .queryParamIfPresent("created_from", Optional.ofNullable(createdFrom))
                .queryParamIfPresent("created_to", Optional.ofNullable(createdTo));
    }

    @PatchMapping(
            path = ORDER,
            consumes = {MediaType.APPLICATION_JSON_VALUE, EntityTags.MERGE_PATCH_JSON})
    @Costs(writes = 4)
    ResponseEntity<OrderResponse> change(
            Caller caller,
            @PathVariable("user_id") UUID userId,
            @PathVariable("order_id") UUID orderId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody OrderPatch patch) {
        Order order = service.change(caller, new OrderKey(userId, orderId), patch, IfMatch.required(ifMatch));
        return EntityTags.ok(order.version(), OrderResponse.from(order, caller));
    }
}
