package io.ordertable.model;

import static java.util.function.Predicate.not;

import io.ordertable.FaultyDatabase;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.FaultyDatabase.Call;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What the database does to the calls of one request. A call whose answer is lost or cut short has been carried out. */
enum Fate {
    NO_FAULTS,
    READ_LOST(Answer.lost()),
    WRITE_THROTTLED(Answer.throttled(), Answer.throttled()),
    WRITE_FAILED(Answer.error(500, "InternalServerError")),
    WRITE_LOST(Answer.lost()),
    WRITE_LOST_TWICE(Answer.lost(), Answer.lost()),
    WRITE_LOST_THEN_THROTTLED(Answer.lost(), Answer.throttled()),
    WRITE_CUT_SHORT(Answer.cutShort()),
    /** Another client changes the same thing before the write is repeated. */
    WRITE_LOST_AND_OVERTAKEN(Answer.lost()),
    ALWAYS_THROTTLED(Answer.throttled()),
    ALWAYS_LOST(Answer.lost());

    private final List<Answer> answers;

    Fate(Answer... answers) {
        this.answers = List.of(answers);
    }

    /** Returns whether a request that writes is given up. */
    boolean givesUp() {
        return this == ALWAYS_THROTTLED || this == ALWAYS_LOST;
    }

    /** Returns the code of the problem document of a request that is given up. */
    String problem() {
        return this == ALWAYS_LOST ? "DATABASE_UNAVAILABLE" : "THROTTLED";
    }

    /**
     * Plans the answers to the calls of the next request.
     *
     * @param otherClient sends a request before the write is repeated, if it is overtaken
     */
    void plan(FaultyDatabase database, Runnable otherClient) {
        Predicate<Call> concerned = this == READ_LOST ? not(Fate::isWrite) : Fate::isWrite;
        AtomicInteger next = new AtomicInteger();
        database.answer(call -> {
            if (!concerned.test(call)) {
                return Answer.REAL_ONE;
            }
            int i = givesUp() ? 0 : next.getAndIncrement();
            if (this == WRITE_LOST_AND_OVERTAKEN && i == 1) {
                otherClient.run();
            }
            return i < answers.size() ? answers.get(i) : Answer.REAL_ONE;
        });
    }

    static boolean isWrite(Call call) {
        return call.operation().matches(".*WriteItems?|UpdateItem|PutItem");
    }
}
