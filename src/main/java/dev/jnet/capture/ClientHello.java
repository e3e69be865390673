package dev.jnet.capture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The first message of a TLS client (RFC 8446 section 4.1.2), as far as one segment has it. */
final class ClientHello {
  private static final int CLIENT_HELLO = 1;

  /** Record header, message header, version and random. */
  private static final int TO_SESSION = 5 + 4 + 2 + 32;

  private static final int TYPE_AT = 5;
  private static final int SERVER_NAME = 0;
  private static final int MAX_NAME = 255;

  private ClientHello() {}

  /**
   * The name of the server that the client asks for (RFC 6066 section 3).
   *
   * @param data a segment that begins with a TLS record
   * @return empty where there is none, and where it is no host name
   */
  static Optional<String> serverName(byte[] data) {
    if (data.length <= TO_SESSION || data[TYPE_AT] != CLIENT_HELLO) {
      return Optional.empty();
    }
    try {
      ByteBuffer rest = ByteBuffer.wrap(data, TO_SESSION, data.length - TO_SESSION);
      skip(rest, Byte.toUnsignedInt(rest.get())); // session
      skip(rest, Short.toUnsignedInt(rest.getShort())); // cipher suites
      skip(rest, Byte.toUnsignedInt(rest.get())); // compression methods
      rest.getShort(); // length of all extensions
      while (rest.hasRemaining()) {
        int type = Short.toUnsignedInt(rest.getShort());
        int length = Short.toUnsignedInt(rest.getShort());
        if (type == SERVER_NAME) {
          return name(rest);
        }
        skip(rest, length);
      }
    } catch (BufferUnderflowException cutShort) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static void skip(ByteBuffer rest, int bytes) {
    if (bytes > rest.remaining()) {
      throw new BufferUnderflowException();
    }
    rest.position(rest.position() + bytes);
  }

  /** The first name of the list: its kind is 0, a host name. */
  private static Optional<String> name(ByteBuffer rest) {
    rest.getShort(); // length of the list
    int kind = rest.get();
    int length = Short.toUnsignedInt(rest.getShort());
    if (kind != 0 || length == 0 || length > MAX_NAME) {
      return Optional.empty();
    }
    byte[] bytes = new byte[length];
    rest.get(bytes);
    String name = new String(bytes, StandardCharsets.US_ASCII);
    return name.chars().allMatch(ClientHello::isOfHostName) ? Optional.of(name) : Optional.empty();
  }

  private static boolean isOfHostName(int each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || each == '.'
        || each == '-'
        || each == '_';
  }
}
