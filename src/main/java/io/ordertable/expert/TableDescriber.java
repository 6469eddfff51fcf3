package io.ordertable.expert;

import io.ordertable.table.TableProperties;
import org.springframework.stereotype.Component;

/** Asks AWS to describe the table. */
@Component
class TableDescriber {

    private final TableProperties properties;

    TableDescriber(TableProperties properties) {
        this.properties = properties;
    }

    TableDescription describe() {
        return new TableDescription(properties.name());
    }
}
