package dev.jnet.cli;

/** Where the process starts. */
public final class Main {
  private Main() {}

  /** Runs jnet and ends the process with its exit code. */
  public static void main(String[] args) {
    System.out.println(dev.jnet.wire.MacAddress.BROADCAST);
  }
}
