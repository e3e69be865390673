package dev.jnet.mesh;

import io.avaje.jsonb.Jsonb;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/** What members and controllers say to each other, as JSON. What makes no sense is dropped. */
public final class Messages {
  /** The longest message in bytes; longer ones are dropped unread. */
  public static final int LONGEST = 512 * 1024;

  private static final int MAX_DEPTH = 8;

  private static final Jsonb JSON = Jsonb.builder().build();

  private Messages() {}

  /** The bytes of a message. */
  public static byte[] bytes(Object message) {
    return JSON.toJson(message).getBytes(StandardCharsets.UTF_8);
  }

  /** The member that bytes describe; empty when they describe none. */
  public static Optional<Member> member(byte[] bytes) {
    return read(bytes, Member.class, Member::isValid);
  }

  /** The order in the bytes; empty when there is none. */
  public static Optional<Order> order(byte[] bytes) {
    return read(bytes, Order.class, Order::isValid);
  }

  /** The question in the bytes; empty when there is none. */
  public static Optional<HeardQuestion> heardQuestion(byte[] bytes) {
    return read(bytes, HeardQuestion.class, each -> true);
  }

  /** The answer in the bytes; empty when there is none. */
  public static Optional<HeardAnswer> heardAnswer(byte[] bytes) {
    return read(bytes, HeardAnswer.class, each -> each.arrivals() != null);
  }

  /** The result in the bytes; empty when there is none. */
  public static Optional<PairResult> result(byte[] bytes) {
    return read(bytes, PairResult.class, PairResult::isValid);
  }

  /** Whether nothing is nested deeper than any message: the mapper follows each level by a call. */
  private static boolean isFlat(byte[] bytes) {
    int depth = 0;
    boolean inText = false;
    for (int i = 0; i < bytes.length && depth <= MAX_DEPTH; i++) {
      switch (bytes[i]) {
        case '"' -> inText = !inText;
        case '\\' -> i += inText ? 1 : 0;
        case '[', '{' -> depth += inText ? 0 : 1;
        case ']', '}' -> depth -= inText ? 0 : 1;
        default -> {}
      }
    }
    return depth <= MAX_DEPTH;
  }

  private static <T> Optional<T> read(byte[] bytes, Class<T> type, Predicate<T> valid) {
    if (bytes.length > LONGEST || !isFlat(bytes)) {
      return Optional.empty();
    }
    try {
      T message = JSON.type(type).fromJson(bytes);
      if (message == null || !valid.test(message)) {
        return Optional.empty();
      }
      JSON.toJson(message); // fails where a text has half of a character: reports could not tell it
      return Optional.of(message);
    } catch (RuntimeException nonsense) {
      // the mapper throws all kinds of them; a stranger's message is dropped, whatever is wrong
      return Optional.empty();
    }
  }
}
