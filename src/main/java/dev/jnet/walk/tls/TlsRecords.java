package dev.jnet.walk.tls;

import dev.jnet.walk.tls.TlsSession.TlsRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Notes the records of a TLS handshake as they pass, by what of them is not encrypted (RFC 8446
 * section 5.1). It keeps the first 64.
 */
final class TlsRecords {
  private static final int HEADER = 5;
  private static final int MAX = 64;
  private static final int HANDSHAKE = 22;
  private static final int RANDOM_AT = HEADER + 6;
  private static final int RANDOM = 32;

  private final List<TlsRecord> records = new ArrayList<>();
  private byte[] ours = {};
  private byte[] theirs = {};
  private byte[] clientRandom = {};
  private boolean oursSecret;
  private boolean theirsSecret;

  /** Takes bytes that pass in one direction. */
  void pass(boolean outgoing, byte[] data, long at) {
    byte[] before = outgoing ? ours : theirs;
    byte[] all = Arrays.copyOf(before, before.length + data.length);
    System.arraycopy(data, 0, all, before.length, data.length);
    int from = 0;
    while (all.length - from >= HEADER) {
      int length = HEADER + word(all, from + 3);
      if (all.length - from < length) {
        break;
      }
      add(outgoing, all, from, length, at);
      from += length;
    }
    byte[] rest = Arrays.copyOfRange(all, from, all.length);
    if (outgoing) {
      ours = rest;
    } else {
      theirs = rest;
    }
  }

  private void add(boolean outgoing, byte[] bytes, int from, int length, long at) {
    if (records.size() >= MAX) {
      return;
    }
    boolean secret = outgoing ? oursSecret : theirsSecret;
    int type = Byte.toUnsignedInt(bytes[from]);
    int message = length > HEADER ? Byte.toUnsignedInt(bytes[from + HEADER]) : -1;
    if (outgoing && clientRandom.length == 0 && type == HANDSHAKE && message == 1) {
      int start = from + RANDOM_AT;
      clientRandom = Arrays.copyOfRange(bytes, start, start + RANDOM);
    }
    records.add(new TlsRecord(outgoing, content(type, message, secret), length, at));
    if (type == 20) {
      oursSecret |= outgoing;
      theirsSecret |= !outgoing;
    }
  }

  private static String content(int type, int message, boolean secret) {
    return switch (type) {
      case 20 -> "change cipher spec";
      case 21 -> secret ? "an alert, encrypted" : "an alert";
      case HANDSHAKE -> secret ? "handshake, encrypted" : "handshake: " + message(message);
      case 23 -> "encrypted";
      default -> "a record of type " + type;
    };
  }

  private static String message(int type) {
    return switch (type) {
      case 1 -> "ClientHello";
      case 2 -> "ServerHello";
      case 4 -> "NewSessionTicket";
      case 11 -> "Certificate";
      case 12 -> "ServerKeyExchange";
      case 13 -> "CertificateRequest";
      case 14 -> "ServerHelloDone";
      case 16 -> "ClientKeyExchange";
      case 20 -> "Finished";
      default -> "message " + type;
    };
  }

  private static int word(byte[] bytes, int at) {
    return Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1]);
  }

  List<TlsRecord> records() {
    return List.copyOf(records);
  }

  /** The random number of the ClientHello, 32 bytes; none before it was sent. */
  byte[] clientRandom() {
    return clientRandom;
  }
}
