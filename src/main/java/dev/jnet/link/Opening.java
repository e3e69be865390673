package dev.jnet.link;

import dev.jnet.host.Capabilities;
import dev.jnet.link.pcap.Pcap;

/** Opens a port in a thread of its own. */
final class Opening extends Thread {
  private final String name;
  private final Capture capture;
  private final Pcap.Direction way;
  private volatile int number;
  private PcapPort port;
  private LinkException failure;
  private Throwable bug;

  Opening(String name, Capture capture, Pcap.Direction way) {
    super("jnet-open");
    this.name = name;
    this.capture = capture;
    this.way = way;
  }

  @Override
  public void run() {
    number = Capabilities.thread();
    try {
      port = PcapPort.open(name, capture, way);
    } catch (LinkException e) {
      failure = e;
    } catch (RuntimeException | Error e) {
      bug = e;
    }
  }

  /** This thread's number to the kernel; 0 until it has begun. */
  int number() {
    return number;
  }

  /** The open port, once it is. */
  PcapPort port() throws LinkException {
    await();
    if (failure != null) {
      throw failure;
    }
    if (bug instanceof LinkageError e) {
      throw e; // a library is missing
    }
    if (bug != null) {
      throw new IllegalStateException(bug);
    }
    return port;
  }

  /** It is not wanted any more. */
  void abandon() {
    await();
    if (port != null) {
      port.close();
    }
  }

  private void await() {
    boolean interrupted = false;
    while (isAlive()) {
      try {
        join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      currentThread().interrupt();
    }
  }
}
