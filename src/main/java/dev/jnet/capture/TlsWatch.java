package dev.jnet.capture;

import dev.jnet.wire.Tcp;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Watches how the TLS of a conversation begins (RFC 8446 section 5.1). What is encrypted stays
 * unknown, and with it the alerts of a client that TLS 1.3 has got so far.
 */
final class TlsWatch {
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int FIRST_TYPE = 20;
  private static final int LAST_TYPE = 23;
  private static final int MAJOR = 3;
  private static final int RECORD_HEADER = 5;

  /** Bytes of an alert that is not encrypted: its level and its number. */
  private static final int PLAIN_ALERT = 2;

  private static final int FATAL = 2;

  /** What does not follow what came before. */
  private static final Set<TcpEvent> OUT_OF_SEQUENCE =
      Set.of(TcpEvent.RETRANSMISSION, TcpEvent.OUT_OF_ORDER, TcpEvent.GAP_BEFORE);

  private boolean begun;
  private boolean isTls;
  private boolean answered;
  private Optional<String> serverName = Optional.empty();
  private Optional<TlsRefusal> refusal = Optional.empty();

  /**
   * Takes a segment.
   *
   * @param events what it is: where something in front of it is missing, it is not judged
   */
  void accept(CapturedSegment segment, boolean byClient, Set<TcpEvent> events) {
    byte[] data = segment.tcp().payload();
    if (begun && !isTls) {
      return;
    }
    boolean follows = Collections.disjoint(events, OUT_OF_SEQUENCE);
    if (data.length == 0) {
      if (follows && isTls && !answered && !byClient && segment.isAny(Tcp.FIN)) {
        refuse(TlsRefusal.Kind.CUT_OFF, false, -1);
      }
      return;
    }
    if (!begun && byClient) {
      isTls = follows && isRecord(data, 0) && data[0] == HANDSHAKE;
      serverName = isTls ? ClientHello.serverName(data) : Optional.empty();
    }
    begun = true;
    if (!isTls) {
      return;
    }
    if (follows && !byClient && !answered && !mayBeRecord(data)) {
      refuse(TlsRefusal.Kind.NOT_TLS, false, -1);
    }
    answered |= !byClient;
    if (follows) {
      alerts(data, byClient);
    }
  }

  /** Looks for an alert among the records of a segment that begins with one. */
  private void alerts(byte[] data, boolean byClient) {
    int at = 0;
    while (isRecord(data, at)) {
      int length = (data[at + 3] & 0xff) << 8 | (data[at + 4] & 0xff);
      int end = at + RECORD_HEADER + length;
      if (data[at] == ALERT
          && length == PLAIN_ALERT
          && end <= data.length
          && data[at + RECORD_HEADER] == FATAL) {
        refuse(TlsRefusal.Kind.ALERT, byClient, data[at + RECORD_HEADER + 1] & 0xff);
      }
      at = end;
    }
  }

  /**
   * Whether what has come of a record's header is right: a segment may have less than all of it.
   */
  private static boolean mayBeRecord(byte[] data) {
    return data[0] >= FIRST_TYPE && data[0] <= LAST_TYPE && (data.length == 1 || data[1] == MAJOR);
  }

  private static boolean isRecord(byte[] data, int at) {
    return at + RECORD_HEADER <= data.length
        && data[at] >= FIRST_TYPE
        && data[at] <= LAST_TYPE
        && data[at + 1] == MAJOR;
  }

  private void refuse(TlsRefusal.Kind kind, boolean byClient, int alert) {
    refusal =
        refusal.isPresent()
            ? refusal
            : Optional.of(new TlsRefusal(kind, byClient, alert, serverName));
  }

  Optional<TlsRefusal> refusal() {
    return refusal;
  }
}
