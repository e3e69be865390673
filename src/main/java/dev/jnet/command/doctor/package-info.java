/**
 * {@code jnet doctor}: asks step by step, and prints the verdict, its causes and what mends them.
 */
package dev.jnet.command.doctor;
