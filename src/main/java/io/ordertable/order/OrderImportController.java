package io.ordertable.order;

import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import io.ordertable.security.StaffOnly;
import io.ordertable.web.InvalidBody;
import io.ordertable.web.Priority;
import io.ordertable.web.RequestPriority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Bulk import over HTTP, streamed in both directions. */
@RestController
class OrderImportController {

    private static final Logger log = LoggerFactory.getLogger(OrderImportController.class);

    private final OrderImporter importer;
    private final Semaphore places;

    OrderImportController(OrderImporter importer, ImportProperties properties) {
        this.importer = importer;
        this.places = new Semaphore(properties.maxRunning());
    }

    @StaffOnly
    @RequestPriority(Priority.IMPORT)
    @PostMapping(
            path = "/v1/orders/import",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    void importOrders(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!places.tryAcquire()) {
            throw new ServiceException(CommonError.OVERLOADED, "As many imports are running as may run at once.");
        }
        try {
            response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
            importer.run(request.getInputStream(), response.getOutputStream());
        } catch (IOException e) {
            if (!response.isCommitted()) {
                throw InvalidBody.incomplete();
            }
            log.info("Import ended early: {}", e.toString());
            throw e;
        } finally {
            places.release();
        }
    }
}
