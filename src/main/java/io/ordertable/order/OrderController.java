package io.ordertable.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.security.Caller;
import io.ordertable.security.Costs;
import io.ordertable.security.StaffOnly;
import io.ordertable.table.Cursor;
import io.ordertable.web.ByteBudget;
import io.ordertable.web.EntityTags;
import io.ordertable.web.IfMatch;
import io.ordertable.web.Priority;
import io.ordertable.web.RequestPriority;
import jakarta.validation.Valid;
import java.util.List;
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

/** The orders of all users over HTTP. */
@RestController
@RequestMapping(path = "/v1/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderController {

    /** An order by its id, which is none of the names below. Without the restriction, GET would read them as ids. */
    private static final String ORDER = "/{order_id:(?!(?:batch-get|import)$).+}";

    private final OrderService service;
    private final OrderListService lists;
    private final ByteBudget pages;
    private final ObjectMapper mapper;

    OrderController(
            OrderService service, OrderListService lists, @Qualifier("pages") ByteBudget pages, ObjectMapper mapper) {
        this.service = service;
        this.lists = lists;
        this.pages = pages;
        this.mapper = mapper;
    }

    @GetMapping(ORDER)
    @Costs(reads = 1)
    ResponseEntity<OrderResponse> get(
            Caller caller,
            @PathVariable("order_id") UUID orderId,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        Order order = service.get(caller, orderId);
        return EntityTags.read(ifNoneMatch, order.version(), OrderResponse.from(order, caller));
    }

    @PatchMapping(
            path = ORDER,
            consumes = {MediaType.APPLICATION_JSON_VALUE, EntityTags.MERGE_PATCH_JSON})
    @Costs(reads = 0.5, writes = 4)
    ResponseEntity<OrderResponse> change(
            Caller caller,
            @PathVariable("order_id") UUID orderId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody OrderPatch patch) {
        Order order = service.change(caller, orderId, patch, IfMatch.required(ifMatch));
        return EntityTags.ok(order.version(), OrderResponse.from(order, caller));
    }

    @StaffOnly
    @RequestPriority(Priority.LIST)
    @GetMapping
    @Costs(reads = 22)
    ResponseEntity<OrderPageResponse> listByStatus(
            Caller caller,
            @RequestParam OrderStatus status,
            @RequestParam(defaultValue = "" + OrderPageResponse.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String fields,
            @RequestParam(required = false) @Nullable String cursor) {
        OrderPageResponse.requireLimit(limit);
        OrderFields members = OrderFields.parse(fields);
        Cursor position = cursor == null ? null : Cursor.decode(cursor);
        OrderPage page =
                pages.holding(OrderListService.PAGE_BYTES, () -> lists.ofStatus(status, members, position, limit));
        return OrderPageResponse.of(
                page,
                members.responses(caller, mapper),
                UriComponentsBuilder.fromPath("/v1/orders")
                        .queryParam("status", status.code())
                        .queryParam("limit", limit)
                        .queryParamIfPresent("fields", members.text()));
    }

    @RequestPriority(Priority.LIST)
    @PostMapping(path = "/batch-get", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Costs(reads = 1)
    BatchGetResponse batchGet(
            Caller caller,
            @Valid @RequestBody BatchGetRequest request,
            @RequestParam(required = false) @Nullable String fields,
            @RequestParam(defaultValue = "true") boolean consistent) {
        List<OrderKey> keys = request.toKeys();
        OrderFields members = OrderFields.parse(fields);
        return pages.holding(
                OrderListService.PAGE_BYTES,
                () -> BatchGetResponse.from(
                        keys, lists.ofKeys(caller, keys, members, consistent), members.responses(caller, mapper)));
    }
}
