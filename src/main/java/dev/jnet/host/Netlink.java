package dev.jnet.host;

import java.util.ArrayList;
import java.util.List;

/**
 * Asks the kernel questions, over a channel on which other datagrams may arrive too.
 *
 * <p>A datagram counts only with the sequence number and port of the question. Others are ignored:
 * they may be late parts of an earlier answer that was broken off.
 */
final class Netlink implements AutoCloseable {
  /** A channel for datagrams to and from the kernel. */
  interface Channel extends AutoCloseable {
    /** The port number of this end. */
    int portId();

    void send(byte[] datagram) throws HostException;

    /**
     * The next datagram from the kernel itself. The wait has a limit.
     *
     * @throws HostException when nothing came, or the system refuses
     */
    byte[] receive() throws HostException;

    @Override
    void close();
  }

  /** The kernel refused a question. What its error number means depends on the question. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int errno;

    RefusedException(int errno) {
      super(Errno.name(errno), null, false, false);
      this.errno = errno;
    }

    int errno() {
      return errno;
    }
  }

  /** The most attempts to read a table. It must be read again when it changes meanwhile. */
  private static final int DUMP_TRIES = 50;

  /**
   * The most datagrams that are ignored while waiting for an answer. An honest kernel sends far
   * fewer.
   */
  private static final int MAX_STRAY_DATAGRAMS = 1000;

  private final Channel channel;
  private int sequence = (int) System.nanoTime();

  Netlink(Channel channel) {
    this.channel = channel;
  }

  static Netlink open() throws HostException {
    return new Netlink(NetlinkSocket.open());
  }

  /**
   * Asks for one object.
   *
   * @throws RefusedException the kernel's error answer
   * @throws HostException when no answer comes or it cannot be read
   */
  NetlinkMessage ask(NetlinkMessage.Request request) throws HostException, RefusedException {
    sequence++;
    channel.send(request.bytes(sequence, channel.portId()));
    for (int i = 0; i < MAX_STRAY_DATAGRAMS; i++) {
      for (NetlinkMessage message : ours(channel.receive())) {
        if (message.type() == NetlinkMessage.NLMSG_ERROR && message.errno() != 0) {
          throw new RefusedException(message.errno());
        }
        if (message.type() > NetlinkMessage.LAST_CONTROL) {
          return message;
        }
      }
    }
    throw HostException.unreadable("no answer among " + MAX_STRAY_DATAGRAMS + " others");
  }

  /**
   * Asks the kernel to change something, and waits until it has. The request must carry {@code
   * NLM_F_ACK}.
   *
   * @throws RefusedException the kernel's error answer
   * @throws HostException when no answer comes or it cannot be read
   */
  void change(NetlinkMessage.Request request) throws HostException, RefusedException {
    sequence++;
    channel.send(request.bytes(sequence, channel.portId()));
    for (int i = 0; i < MAX_STRAY_DATAGRAMS; i++) {
      for (NetlinkMessage message : ours(channel.receive())) {
        if (message.type() == NetlinkMessage.NLMSG_ERROR) {
          if (message.errno() != 0) {
            throw new RefusedException(message.errno());
          }
          return;
        }
      }
    }
    throw HostException.unreadable("no answer among " + MAX_STRAY_DATAGRAMS + " others");
  }

  /**
   * Asks for a whole table.
   *
   * @throws RefusedException the kernel's error answer
   * @throws HostException when no answer comes or it cannot be read, or the table changes during
   *     every attempt
   */
  List<NetlinkMessage> dump(NetlinkMessage.Request request) throws HostException, RefusedException {
    for (int i = 0; i < DUMP_TRIES; i++) {
      List<NetlinkMessage> rows = dumpOnce(request);
      if (rows != null) {
        return rows;
      }
    }
    throw new HostException(
        HostException.Kind.SYSTEM,
        "the kernel's tables changed during each of " + DUMP_TRIES + " attempts to read them");
  }

  /**
   * One attempt. {@code null} when the table changed meanwhile, because rows may be missing or come
   * twice.
   */
  private List<NetlinkMessage> dumpOnce(NetlinkMessage.Request request)
      throws HostException, RefusedException {
    sequence++;
    channel.send(request.bytes(sequence, channel.portId()));
    List<NetlinkMessage> rows = new ArrayList<>();
    boolean interrupted = false;
    int strays = 0;
    while (strays < MAX_STRAY_DATAGRAMS) {
      List<NetlinkMessage> messages = ours(channel.receive());
      strays += messages.isEmpty() ? 1 : 0;
      for (NetlinkMessage message : messages) {
        interrupted |= (message.flags() & NetlinkMessage.NLM_F_DUMP_INTR) != 0;
        if (message.type() == NetlinkMessage.NLMSG_DONE
            || message.type() == NetlinkMessage.NLMSG_ERROR) {
          if (message.errno() != 0) {
            throw new RefusedException(message.errno());
          }
          return interrupted ? null : rows;
        }
        if (message.type() > NetlinkMessage.LAST_CONTROL) {
          rows.add(message);
        }
      }
    }
    throw HostException.unreadable("no end of the answer among " + strays + " others");
  }

  private List<NetlinkMessage> ours(byte[] datagram) throws HostException {
    List<NetlinkMessage> ours = new ArrayList<>();
    for (NetlinkMessage message : NetlinkMessage.parse(datagram, datagram.length)) {
      if (message.sequence() == sequence && message.portId() == channel.portId()) {
        ours.add(message);
      }
    }
    return ours;
  }

  @Override
  public void close() {
    channel.close();
  }
}
