package dev.jnet.link.pcap;

import dev.jnet.link.LinkException;

/** Opens a port in a thread of its own. */
final class PortOpening extends Thread {
  private final String name;
  private final Capture capture;
  private final Pcap.Direction way;
  private PcapPort port;
  private LinkException failure;
  private LinkageError missing;

  PortOpening(String name, Capture capture, Pcap.Direction way) {
    super("jnet-open");
    this.name = name;
    this.capture = capture;
    this.way = way;
  }

  @Override
  public void run() {
    try {
      port = PcapPort.open(name, capture, way);
    } catch (LinkException e) {
      failure = e;
    } catch (LinkageError e) {
      missing = e; // a library
    }
  }

  /** The port, once it is open. */
  PcapPort port() throws LinkException {
    await();
    if (failure != null) {
      throw failure;
    }
    if (missing != null) {
      throw missing;
    }
    return port;
  }

  /** Closes the port: it is not wanted any more. */
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
