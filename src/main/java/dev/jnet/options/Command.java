package dev.jnet.options;

import java.util.ArrayList;
import java.util.List;

/** A command's name, operands, options and help. Its arguments are read by this model. */
public final class Command {
  /** How many operands there may be: words that are neither options nor values of options. */
  public enum Operands {
    /** None. */
    NONE(""),
    /** One or none. */
    ONE_AT_MOST("0..1"),
    /** Just one. */
    ONE("1"),
    /** Any number. */
    ANY("0..*"),
    /** One or more. */
    SOME("1..*");

    private final String arity;

    Operands(String arity) {
      this.arity = arity;
    }

    /** The number as picocli writes it, such as {@code 0..1}. */
    String arity() {
      return arity;
    }

    /** Whether there may be several operands, which are a list then. */
    boolean several() {
      return this == ANY || this == SOME;
    }

    /** Whether the command needs at least one. */
    boolean needed() {
      return this == ONE || this == SOME;
    }

    /** Whether there may be {@code number} operands. */
    boolean allow(int number) {
      return switch (this) {
        case NONE -> number == 0;
        case ONE_AT_MOST -> number <= 1;
        case ONE -> number == 1;
        case ANY -> true;
        case SOME -> number >= 1;
      };
    }
  }

  private final String name;
  private final List<Option> options = new ArrayList<>();
  private String description = "";
  private String[] notes = {};
  private Operands operands = Operands.NONE;
  private String operandLabel = "";
  private String operandDescription = "";

  /** A command without operands or options. */
  public Command(String name) {
    this.name = name;
  }

  /**
   * Describes the command in its help.
   *
   * @param text what it is for, above the options
   * @param lines what else there is to know, below the options
   */
  public Command describe(String text, String... lines) {
    description = text;
    notes = lines.clone();
    return this;
  }

  /**
   * Lets the command take operands.
   *
   * @param label the name of an operand in help
   */
  public void take(Operands number, String label, String text) {
    operands = number;
    operandLabel = label;
    operandDescription = text;
  }

  /** Lets the command take an option. */
  public void add(Option option) {
    options.add(option);
  }

  public String name() {
    return name;
  }

  String description() {
    return description;
  }

  String[] notes() {
    return notes.clone();
  }

  /** Its options, in the order in which they were added. */
  public List<Option> options() {
    return options;
  }

  Operands operands() {
    return operands;
  }

  String operandLabel() {
    return operandLabel;
  }

  String operandDescription() {
    return operandDescription;
  }
}
