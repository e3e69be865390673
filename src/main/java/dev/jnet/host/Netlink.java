package dev.jnet.host;

import java.util.ArrayList;
import java.util.List;

/**
 * Questions to the kernel and their answers, over a channel that may also carry what was not asked
 * for.
 *
 * <p>A datagram counts only with our sequence number and our port: a late part of an earlier,
 * broken off answer is neither an answer to this question nor an error.
 */
final class Netlink implements AutoCloseable {
  /** Where datagrams to the kernel go and come back. */
  interface Channel extends AutoCloseable {
    /** This end's number. */
    int portId();

    void send(byte[] datagram) throws HostException;

    /**
     * The next datagram that the kernel itself sent. Waits, but not for ever.
     *
     * @throws HostException also when nothing came
     */
    byte[] receive() throws HostException;

    @Override
    void close();
  }

  /** The kernel's refusal of a question: what it means depends on the question. */
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

  /** Tables that change while they are read have to be read again; in a quiet moment this ends. */
  private static final int DUMP_TRIES = 50;

  /** Far more than any answer has; against a channel that never comes to the point. */
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
   * Asks for one thing.
   *
   * @throws RefusedException the kernel's error answer
   * @throws HostException when the answer cannot be had or read
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
   * Has something changed, and waits until it is. The request must carry {@code NLM_F_ACK}.
   *
   * @throws RefusedException the kernel's error answer
   * @throws HostException when the answer cannot be had or read
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
   * @throws HostException when the answer cannot be had or read, or the table never holds still
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

  /** {@code null} when the table changed meanwhile: rows may be missing or come twice. */
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
