package io.ordertable.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import io.ordertable.table.StatusShards;
import io.ordertable.table.Uuid7;
import io.ordertable.web.InvalidBody;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Parses the lines of an import into orders, by the rules for single orders. A line is such an order with a {@code user_id}. */
@Component
class ImportLineParser {

    private final ObjectMapper mapper;
    private final Validator validator;
    private final StatusShards shards;
    private final Uuid7 ids;
    private final long maxLineSize;

    ImportLineParser(
            ObjectMapper mapper, Validator validator, StatusShards shards, Uuid7 ids, ImportProperties properties) {
        this.mapper = mapper;
        this.validator = validator;
        this.shards = shards;
        this.ids = ids;
        this.maxLineSize = properties.maxLineSize().toBytes();
    }

    ImportEntry parse(LineReader.Line line) {
        try {
            return new ImportEntry(line.number(), line.bytes().length, order(line), null);
        } catch (ServiceException e) {
            return new ImportEntry(line.number(), line.bytes().length, null, e);
        }
    }

    private Order order(LineReader.Line line) {
        if (line.tooLong()) {
            throw CommonError.contentTooLarge(maxLineSize);
        }
        InvalidBody.requireUtf8(line.bytes());
        try {
            Order order = order(mapper.readTree(line.bytes()));
            OrderItem.storable(order, shards);
            return order;
        } catch (IOException e) {
            throw InvalidBody.from(e, line.number());
        }
    }

    private Order order(JsonNode json) throws IOException {
        if (json.isMissingNode() || json.isNull()) {
            throw InvalidBody.emptyLine();
        }
        ObjectNode owner = mapper.createObjectNode();
        if (json instanceof ObjectNode order && order.has("user_id")) {
            owner.set("user_id", order.remove("user_id"));
        }
        Owner user = mapper.treeToValue(owner, Owner.class);
        OrderRequest request = mapper.treeToValue(json, OrderRequest.class);
        Set<ConstraintViolation<?>> violations = new HashSet<>(validator.validate(request));
        violations.addAll(validator.validate(user));
        if (!violations.isEmpty()) {
            throw InvalidBody.from(violations);
        }
        return request.toOrder(ids.next(), user.userId()).placedBy(Actor.STAFF);
    }

    /** The member that an order has in an import only. */
    private record Owner(@NotNull UUID userId) {}
}
