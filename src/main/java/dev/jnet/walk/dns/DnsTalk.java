package dev.jnet.walk.dns;

import dev.jnet.walk.conversation.Talk;
import dev.jnet.wire.MalformedPacketException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** DNS over TCP (RFC 7766 section 8): each message follows its length in two bytes. */
public final class DnsTalk implements Talk {
  private static final int LENGTH = 2;

  private final Deque<byte[]> queries = new ArrayDeque<>();
  private final List<DnsMessage> answers = new ArrayList<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final int expected;
  private boolean broken;
  private boolean ended;

  /** A talk that sends these queries, whose answers were truncated over UDP. */
  public DnsTalk(List<byte[]> messages) {
    queries.addAll(messages);
    expected = messages.size();
  }

  @Override
  public byte[] outgoing(long now) {
    byte[] query = queries.poll();
    if (query == null) {
      return new byte[0];
    }
    byte[] framed = new byte[LENGTH + query.length];
    framed[0] = (byte) (query.length >>> Byte.SIZE);
    framed[1] = (byte) query.length;
    System.arraycopy(query, 0, framed, LENGTH, query.length);
    return framed;
  }

  @Override
  public void incoming(byte[] data, long at) {
    received.write(data, 0, data.length);
    byte[] all = received.toByteArray();
    int from = 0;
    while (all.length - from >= LENGTH && !broken && answers.size() < expected) {
      int length = Byte.toUnsignedInt(all[from]) << Byte.SIZE | Byte.toUnsignedInt(all[from + 1]);
      if (all.length - from - LENGTH < length) {
        break;
      }
      try {
        byte[] message = new byte[length];
        System.arraycopy(all, from + LENGTH, message, 0, length);
        answers.add(DnsMessages.parse(message));
      } catch (MalformedPacketException notDns) {
        broken = true;
      }
      from += LENGTH + length;
    }
    received.reset();
    received.write(all, from, all.length - from);
  }

  @Override
  public void ended(long at) {
    ended = true;
  }

  @Override
  public long steps() {
    return answers.size();
  }

  @Override
  public boolean finished() {
    return ended || answers.size() >= expected;
  }

  @Override
  public boolean failed() {
    return broken;
  }

  /** The lookup with the answers that came over TCP in place of the truncated ones. */
  public Lookup complete(Lookup lookup) {
    List<Lookup.Query> queries = new ArrayList<>();
    for (Lookup.Query query : lookup.queries()) {
      Lookup.Query completed = query;
      for (DnsMessage answer : answers) {
        boolean same =
            query.answer().isPresent()
                && answer.id() == query.answer().get().id()
                && answer.questionType().equals(query.type());
        completed = same ? query.completed(answer) : completed;
      }
      queries.add(completed);
    }
    return lookup.with(queries);
  }
}
