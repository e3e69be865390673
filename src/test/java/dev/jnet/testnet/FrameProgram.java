package dev.jnet.testnet;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.link.pcap.Capture;
import dev.jnet.link.pcap.Links;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A program beside the kernel of a host. It captures and injects frames on the host's first
 * Ethernet interface, in a thread of its own, until it is closed.
 */
public final class FrameProgram implements AutoCloseable {
  /** The longest wait for a frame, in ns: the program ends after so long at the latest. */
  private static final long SLICE = 20_000_000L;

  /** What the program does again and again. */
  public interface Step {
    /** Sends or receives a little; is called again at once. */
    void run(Link link) throws LinkException;
  }

  /** What the program does with a frame of another machine. */
  public interface Answer {
    /** Takes a frame; may send others. */
    void to(Frame frame, Link link) throws LinkException;
  }

  private final Link link;
  private final Thread thread;
  private volatile boolean closing;
  private volatile LinkException trouble;

  private FrameProgram(Host host, String name, Capture capture, Step step) {
    link = host.inside(() -> Links.open("eth0", capture));
    thread = new Thread(() -> run(step), name);
    thread.start();
  }

  /** Starts a program that repeats a step. */
  public static FrameProgram repeating(Host host, String name, Capture capture, Step step) {
    return new FrameProgram(host, name, capture, step);
  }

  /** Starts a program that answers the frames of other machines. */
  public static FrameProgram answering(Host host, String name, Capture capture, Answer answer) {
    return new FrameProgram(
        host,
        name,
        capture,
        link -> {
          Optional<Frame> frame = link.receive(link.now() + SLICE);
          if (frame.isPresent() && !frame.get().outgoing()) {
            answer.to(frame.get(), link);
          }
        });
  }

  /** The frame that carries an ICMP message back to the machine that sent another frame. */
  public static byte[] icmpTo(Dissection asked, InetAddress self, byte[] message) {
    IpPacket about = asked.ip().orElseThrow();
    FirstHop back =
        new FirstHop(
            "eth0",
            LinkType.ETHERNET,
            1500,
            self,
            asked.ethernet().orElseThrow().destination(),
            about.source(),
            asked.ethernet().orElseThrow().source());
    return back.frame(
        IpPacket.unsplittable(
            self, about.source(), 1, 64, new Payload(IpProtocol.icmp(about.version()), message)));
  }

  private void run(Step step) {
    try {
      while (!closing) {
        step.run(link);
      }
    } catch (LinkException e) {
      trouble = e;
    }
  }

  /** Ends the program; an error of the link is thrown here. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
      link.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (LinkException e) {
      throw new IllegalStateException(e);
    }
    if (trouble != null) {
      throw new IllegalStateException(trouble);
    }
  }
}
