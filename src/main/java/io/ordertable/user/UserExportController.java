package io.ordertable.user;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.calls.CallsProperties;
import io.ordertable.calls.Deadline;
import io.ordertable.error.ServiceException;
import io.ordertable.idempotency.IdempotencyRecords;
import io.ordertable.idempotency.IdempotencyRecords.UsedKey;
import io.ordertable.security.Caller;
import io.ordertable.security.Costs;
import io.ordertable.security.QuotaAccount;
import io.ordertable.table.Cursor;
import io.ordertable.user.PersonalData.ExportedPage;
import io.ordertable.web.ByteBudget;
import io.ordertable.web.Priority;
import io.ordertable.web.RequestPriority;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Everything that is kept about a user, as a stream of lines. Reads a page when the one before has been sent. */
@RestController
class UserExportController {

    private static final int PAGE_BYTES = 1024 * 1024;

    private final UserService service;
    private final IdempotencyRecords keys;
    private final PersonalData data;
    private final ObjectMapper mapper;
    private final ByteBudget pages;
    private final ByteBudget responses;
    private final Duration deadline;

    UserExportController(
            UserService service,
            IdempotencyRecords keys,
            PersonalData data,
            ObjectMapper mapper,
            @Qualifier("pages") ByteBudget pages,
            @Qualifier("responses") ByteBudget responses,
            CallsProperties calls) {
        this.service = service;
        this.keys = keys;
        this.data = data;
        this.mapper = mapper;
        this.pages = pages;
        this.responses = responses;
        this.deadline = calls.deadline();
    }

    @RequestPriority(Priority.IMPORT)
    @GetMapping(path = "/v1/users/{user_id}/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Costs(reads = 3)
    void export(Caller caller, @PathVariable("user_id") UUID userId, HttpServletResponse response) throws IOException {
        try {
            write(caller, userId, response);
        } catch (ServiceException e) {
            // No problem document can follow the lines that have been sent.
            if (response.isCommitted()) {
                throw new IOException("The export was not completed", e);
            }
            response.resetBuffer();
            throw e;
        }
    }

    private void write(Caller caller, UUID userId, HttpServletResponse response) throws IOException {
        Optional<User> user = read(() -> service.find(caller, userId));
        Optional<Erasure> erasure = read(() -> service.findErasure(userId));
        List<UsedKey> used = read(() -> keys.next(userId, ""));
        ExportedPage page = read(() -> data.exportNext(caller, userId, null));
        if (user.isEmpty()
                && erasure.isEmpty()
                && used.isEmpty()
                && page.orders().isEmpty()) {
            throw UserError.notFound(userId);
        }
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        send(response, "profile", user.map(UserResponse::from).stream());
        send(response, "erasure", erasure.map(ErasureResponse::from).stream());
        send(response, "idempotency_key", used.stream());
        while (used.size() == IdempotencyRecords.PAGE) {
            String last = used.getLast().key();
            used = read(() -> keys.next(userId, last));
            send(response, "idempotency_key", used.stream());
        }
        send(response, "order", page.orders().stream());
        while (page.next() != null) {
            Cursor last = page.next();
            page = read(() -> data.exportNext(caller, userId, last));
            send(response, "order", page.orders().stream());
        }
        send(response, "complete", Stream.of(true));
    }

    /** Waits while the caller's budget is overdrawn, but no longer than the call may take. */
    private <T> T read(Supplier<T> call) {
        Deadline.within(deadline, QuotaAccount::awaitCredit);
        return Deadline.within(deadline, () -> pages.holding(PAGE_BYTES, call::get));
    }

    private void send(HttpServletResponse response, String name, Stream<?> values) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Object value : values.toList()) {
            lines.writeBytes(mapper.writeValueAsBytes(Map.of(name, value)));
            lines.write('\n');
        }
        responses.holding(lines.size(), () -> {
            lines.writeTo(response.getOutputStream());
            return true;
        });
    }
}
