package io.ordertable.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import io.ordertable.table.StatusShards;
import io.ordertable.table.Uuid7;
import io.ordertable.web.InvalidBody;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Parses the lines of an import into orders, by the rules for single orders. */
@Component
class ImportLineParser {

    private final ObjectReader reader;
    private final Validator validator;
    private final StatusShards shards;
    private final Uuid7 ids;
    private final long maxLineSize;

    ImportLineParser(
            ObjectMapper mapper, Validator validator, StatusShards shards, Uuid7 ids, ImportProperties properties) {
        this.reader = mapper.readerFor(OrderRequest.Import.class);
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
        OrderRequest.Import request = valid(line);
        Order order = request.toOrder(ids.next(), request.userId());
        OrderItem.storable(order, shards);
        return order;
    }

    private OrderRequest.Import valid(LineReader.Line line) {
        OrderRequest.Import request = line.isBlank() ? null : read(line);
        if (request == null) {
            throw InvalidBody.emptyLine();
        }
        Set<ConstraintViolation<OrderRequest.Import>> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw InvalidBody.from(violations);
        }
        return request;
    }

    private OrderRequest.@Nullable Import read(LineReader.Line line) {
        InvalidBody.requireUtf8(line.bytes());
        try {
            return reader.readValue(line.bytes());
        } catch (IOException e) {
            throw InvalidBody.from(e, line.number());
        }
    }
}
