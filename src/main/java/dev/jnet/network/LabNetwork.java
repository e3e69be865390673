package dev.jnet.network;

import dev.jnet.console.Console;
import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.lab.Lab;
import dev.jnet.lab.UnknownLabException;
import dev.jnet.link.Link;
import dev.jnet.link.pcap.Capture;
import dev.jnet.network.decoration.Decorations;
import dev.jnet.options.NetworkOptions;
import dev.jnet.report.Access;
import java.io.IOException;
import java.net.InetAddress;

/** A practice network, with virtual time. Nothing of this machine's network is touched. */
final class LabNetwork implements Network {
  private final NetworkOptions options;
  private final Decorations decorations;
  private final Lab lab;
  private final LabTables tables;
  private final LabPaths paths;
  private final LabNames names;
  private Link link;

  LabNetwork(NetworkOptions options, Console console) throws IOException {
    this(options, console, lab(options.lab().orElseThrow(), options.seed().orElse(0L)));
  }

  /** On a practice network that is open already. */
  LabNetwork(NetworkOptions options, Console console, Lab lab) {
    this.options = options;
    this.decorations = new Decorations(options, console);
    this.lab = lab;
    this.tables = new LabTables(lab);
    this.paths = new LabPaths(lab, tables, options);
    this.names = new LabNames(lab, options.family());
  }

  private static Lab lab(String name, long seed) throws IOException {
    try {
      return OwnProcess.readingForUser(() -> Lab.open(name, seed));
    } catch (UnknownLabException e) {
      throw Network.noPractice(e);
    }
  }

  @Override
  public Names names() {
    return names;
  }

  @Override
  public KernelTables tables() {
    return tables;
  }

  @Override
  public Paths paths() {
    return paths;
  }

  @Override
  public Ports ports() {
    return new LabPorts(seed());
  }

  @Override
  public KernelProbes kernelProbes() {
    return new LabKernelProbes(lab);
  }

  /** There is no privilege to give up, because no link of this machine is opened. */
  @Override
  public PrivilegeDrop privileges() {
    return PrivilegeDrop.ofProcess();
  }

  @Override
  public boolean isPractice() {
    return true;
  }

  @Override
  public Access access() {
    return Access.CAPTURE;
  }

  @Override
  public NetworkPath open(NetworkPath path, Capture capture) throws IOException {
    if (link == null) {
      link = decorations.around(lab.link(), path.hop().interfaceName());
    }
    return path.openedBy(link, Access.CAPTURE);
  }

  @Override
  public NetworkPath openCapture(InetAddress target, String filter, int snap) throws IOException {
    return open(paths.planned(target), Capture.bulk(filter));
  }

  @Override
  public NetworkPath openBestAvailable(InetAddress target, String filter, int snap)
      throws IOException {
    return openCapture(target, filter, snap);
  }

  @Override
  public NetworkPath openGroup(InetAddress group, String filter) throws IOException {
    return open(paths.toGroup(group), Capture.bulk(filter));
  }

  @Override
  public void requireUnchanged(NetworkPath path) {
    // a practice network stays as its plan has it
  }

  @Override
  public long seed() {
    return options.seed().orElse(0L);
  }

  @Override
  public void close() throws IOException {
    if (link != null) {
      link.close();
    }
    decorations.close();
  }
}
