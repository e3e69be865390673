package dev.jnet.capture;

import dev.jnet.unit.Nanos;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches the questions to name servers (RFC 1035): which failed, and which took long. A question
 * that is asked again, of the same server or of another one, is over with the first good answer.
 */
final class LookupWatch {
  static final int PORT = 53;

  private static final int MAX_OPEN = 10_000;
  private static final int MAX_KEPT = 1_000;
  private static final int HEADER = 12;
  private static final long SLOW = Nanos.SECOND;
  private static final int MAX_LABELS = 127;

  /** A server knows that (RFC 1035 section 4.1.1); other errors are its own trouble. */
  private static final int NO_SUCH_NAME = 3;

  private final Map<Key, Asked> open = new LinkedHashMap<>();
  private final Map<Question, Set<Key>> repeated = new LinkedHashMap<>();
  private final Map<Question, CapturedLookup> failed = new LinkedHashMap<>();
  private final List<CapturedLookup> slow = new ArrayList<>();
  private long leftOut;

  /**
   * Where a message goes.
   *
   * @param ofClient whether it goes to the name server
   */
  record Direction(InetAddress client, int port, InetAddress server, boolean ofClient) {}

  private record Key(InetAddress client, int port, InetAddress server, int id) {}

  private record Question(InetAddress client, String name, int type) {}

  private record Asked(Question question, long at) {}

  /** Takes a message, as far as it was captured. */
  void accept(Direction direction, byte[] message, long at) {
    if (message.length < HEADER) {
      return;
    }
    int id = (message[0] & 0xff) << 8 | (message[1] & 0xff);
    boolean answer = (message[2] & 0x80) != 0;
    Key key = new Key(direction.client, direction.port, direction.server, id);
    if (!answer && direction.ofClient) {
      ask(key, question(direction.client, message), at);
    } else if (answer && !direction.ofClient && open.containsKey(key)) {
      answer(key, message[3] & 15, at);
    }
  }

  private void ask(Key key, Question question, long at) {
    if (open.size() >= MAX_OPEN) {
      leftOut++;
      return;
    }
    if (open.putIfAbsent(key, new Asked(question, at)) == null) {
      repeated.computeIfAbsent(question, any -> new LinkedHashSet<>()).add(key);
    }
  }

  private void answer(Key key, int code, long at) {
    Question question = open.get(key).question;
    if (code != 0) {
      Asked asked = open.remove(key);
      Set<Key> others = repeated.get(question);
      others.remove(key);
      if (others.isEmpty()) {
        repeated.remove(question);
      }
      if (failed.size() < MAX_KEPT || failed.containsKey(question)) {
        failed.put(question, new CapturedLookup(question.name, key.server, code, at - asked.at));
      } else {
        leftOut++;
      }
      return;
    }
    failed.computeIfPresent(
        question, (any, before) -> before.responseCode() == NO_SUCH_NAME ? before : null);
    long firstAt = at;
    for (Key each : repeated.remove(question)) {
      firstAt = Math.min(firstAt, open.remove(each).at);
    }
    if (at - firstAt >= SLOW) {
      if (slow.size() < MAX_KEPT) {
        slow.add(new CapturedLookup(question.name, key.server, code, at - firstAt));
      } else {
        leftOut++;
      }
    }
  }

  /** How many questions were not watched, or are not kept. */
  long leftOut() {
    return leftOut;
  }

  /** The questions that failed, those that were answered late, and those without an answer. */
  List<CapturedLookup> lookups() {
    List<CapturedLookup> all = new ArrayList<>(failed.values());
    all.addAll(slow);
    for (Map.Entry<Question, Set<Key>> each : repeated.entrySet()) {
      if (all.size() < 2 * MAX_KEPT && !failed.containsKey(each.getKey())) {
        Key first = each.getValue().iterator().next();
        all.add(new CapturedLookup(each.getKey().name, first.server, -1, -1));
      }
    }
    return all;
  }

  /** The first question of a message, whose name is never compressed. */
  private static Question question(InetAddress client, byte[] message) {
    StringBuilder name = new StringBuilder();
    int at = HEADER;
    for (int i = 0; i < MAX_LABELS && at < message.length; i++) {
      int length = message[at] & 0xff;
      if (length == 0 || length > 63 || at + 1 + length > message.length) {
        break;
      }
      name.append(i > 0 ? "." : "")
          .append(new String(message, at + 1, length, StandardCharsets.ISO_8859_1));
      at += 1 + length;
    }
    int type =
        at + 2 < message.length ? (message[at + 1] & 0xff) << 8 | (message[at + 2] & 0xff) : 0;
    return new Question(client, name.toString(), type);
  }
}
