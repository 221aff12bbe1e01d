/*
 * Permits, seals and silence: the protocol of core/gate and core/halts, as small as it can be and still go wrong.
 * README.md says what is modelled, what is not, and what each switch breaks.
 *
 * A worker stands for one process sending for one account. Every `atomic` is one step of the real thing: one statement
 * of a transaction, one call of the operating system, one turn of the event loop. Anything may happen between two.
 */
#ifndef N
#define N 2 /* workers */
#endif
#ifndef H
#define H 2 /* halts that may overlap: 0 covers everything, 1 only the account of worker 0 */
#endif

#define one(i) (1 << (i))
#define has(set, i) ((set & one(i)) != 0)
#define add(set, i) set = set | one(i)
#define drop(set, i) set = set & ~one(i)
#define everyone (one(N) - 1)
#define scope(h) ((h) == 0 -> everyone : 1)

/* ---- the database ------------------------------------------------------------------------------------------------ */
mtype:tx = { none, begun, locked, clear, committing };
mtype:tx tx[N] = none; /* the permit's transaction, as the server sees it */
byte shared;        /* who holds the halt lock, shared */
byte asked;         /* halts that wait for it, exclusive; new shared holders queue behind them */
byte row;           /* halts that the gate reads as active */
byte open;          /* attempts without an outcome, by worker */
byte unknown;       /* of those, the ones whose own worker wrote that it does not know: a look-up may resolve them */
byte gone;          /* workers that somebody called gone */

/* ---- what people were told ---------------------------------------------------------------------------------------- */
byte sealed, silent;
byte awaits[H];     /* attempts in flight that a halt still waits for */

/* ---- worker processes, and the world ------------------------------------------------------------------------------ */
mtype:step = { idle, asking, lost, granted, checked, sent, unsure, settling, dead };
mtype:step at[N] = idle;
mtype:place = { here, cut, frozen };
mtype:place away[N] = here; /* cut: runs without its database; frozen: SIGSTOP, it does nothing at all */
byte late;          /* workers whose permit, if they have one, is past its deadline */
byte wire;          /* requests handed to the operating system that have neither arrived nor been thrown away */
bool calm;          /* no trouble from here on: nobody is cut or frozen any more */
bool i2 = true, i3 = true;

#define halted(w) ((row & 1) || ((w) == 0 && (row & 2)))
#define told_sealed(w) ((sealed & 1) || ((w) == 0 && (sealed & 2)))
#define runs(w) (at[w] != dead && away[w] != frozen)
#define talks(w) (at[w] != dead && away[w] == here)
#define free(w) (at[w] == idle && talks(w) && !has(open, w))
#define asks(w, state) (at[w] == asking && talks(w) && tx[w] == state)
#ifdef NO_FENCE
#define fenced(w) false
#else
#define fenced(w) has(gone, w)
#endif

#ifdef NO_DEADLINE
#define in_time(w) true
#else
#define in_time(w) !has(late, w)
#endif
#ifdef NO_LOCK
#define lock(w) skip
#else
#define lock(w) add(shared, w)
#endif

inline end_tx(w) { tx[w] = none; drop(shared, w) }

inline resolve(w) {
  drop(open, w);
  drop(unknown, w);
  drop(awaits[0], w);
#if H > 1
  drop(awaits[1], w)
#endif
}

/* ---- the gate ------------------------------------------------------------------------------------------------------ */
active [N] proctype worker() {
  byte me = _pid;
  do
  /* begin, and the lock. A lane with an open attempt waits; so does a worker that was called gone, until it has a new id */
#ifndef NO_FENCE
  :: atomic { free(me) && has(gone, me) -> drop(gone, me) }
#endif
#ifdef CHECK_BEFORE_LOCK
  :: atomic { free(me) && !fenced(me) && !halted(me) -> at[me] = asking; tx[me] = begun; drop(late, me) }
  :: atomic { asks(me, begun) && asked == 0 -> lock(me); tx[me] = clear }
#else
  :: atomic { free(me) && !fenced(me) && asked == 0 -> at[me] = asking; lock(me); tx[me] = locked; drop(late, me) }
  /* read the halts: held, or no objection */
  :: atomic { asks(me, locked) && (halted(me) || fenced(me)) -> end_tx(me); at[me] = idle }
  :: atomic { asks(me, locked) && !halted(me) && !fenced(me) -> tx[me] = clear }
#endif
  :: atomic { asks(me, clear) -> tx[me] = committing }
  /* the answer to the commit: granted, rolled back, or nobody knows */
  :: atomic { asks(me, none) ->
      if
      :: has(open, me) -> at[me] = granted
      :: has(open, me) -> at[me] = lost
      :: !has(open, me) -> at[me] = idle
      fi }
  :: atomic { at[me] == asking && runs(me) && tx[me] == committing -> at[me] = lost }
  /* no permit exists, so nothing was sent: once that transaction has ended, its attempt, if any, is given back */
#ifdef FORGET_LOST_COMMIT
  :: atomic { at[me] == lost && talks(me) -> at[me] = idle }
#else
  :: atomic { at[me] == lost && talks(me) && tx[me] == none ->
      if
      :: has(open, me) -> at[me] = settling
      :: else -> at[me] = idle
      fi }
#endif
  /* given back: too late, or nothing could be reached */
  :: atomic { at[me] == granted && runs(me) -> at[me] = settling }
#ifdef NO_GAP
  :: atomic { at[me] == granted && runs(me) && in_time(me) -> add(wire, me); at[me] = sent }
#else
  :: atomic { at[me] == granted && runs(me) && in_time(me) -> at[me] = checked }
  /* one turn of the event loop later; a freeze or a kill fits in between all the same */
  :: atomic { at[me] == checked && runs(me) -> add(wire, me); at[me] = sent }
#endif
  /* an answer; or none, whether the request arrived or not. Who does not know says so, and that resolves nothing */
  :: atomic { at[me] == sent && runs(me) && !has(wire, me) -> at[me] = settling }
  :: atomic { at[me] == sent && runs(me) -> at[me] = unsure }
#ifdef UNKNOWN_RESOLVES
  :: atomic { at[me] == unsure && talks(me) -> resolve(me); at[me] = idle }
#else
  :: atomic { at[me] == unsure && talks(me) -> if :: has(open, me) -> add(unknown, me) :: else fi; at[me] = idle }
#endif
  :: atomic { at[me] == settling && talks(me) -> resolve(me); at[me] = idle }
  od
}

/* ---- around each worker: the database server, the network, and who may speak for the dead ------------------------------- */
active [N] proctype around() {
  byte w = _pid - N;
  do
  /* the server commits what it was asked to: here a permit comes into being */
  :: atomic { tx[w] == committing -> end_tx(w); add(open, w); i2 = !told_sealed(w); assert(i2) }
  /* or rolls back: it restarts, sees the connection end, or ends what stands in a halt's way for too long */
#ifdef NO_KICK
  :: atomic { tx[w] != none && at[w] == dead -> end_tx(w) }
#else
  :: atomic { tx[w] != none -> end_tx(w) }
#endif
  /* a request arrives, or dies on the way, however late, its sender dead or not */
  :: atomic { has(wire, w) -> drop(wire, w) }
  /* its process is known to be gone, or has said itself that it does not know, and what was handed over has arrived or
     died: a look-up tells */
#ifdef LOOK_UP_AT_ONCE
  :: atomic { has(open, w) && (at[w] == dead || has(unknown, w)) -> resolve(w) }
#else
  :: atomic { has(open, w) && (at[w] == dead || has(unknown, w)) && !has(wire, w) -> resolve(w) }
#endif
  :: atomic { at[w] == dead && tx[w] == none && !has(open, w) -> at[w] = idle; drop(gone, w) }
#ifdef SILENT_ON_DISCONNECT
  :: atomic { away[w] == cut && has(open, w) -> resolve(w) }
#endif
#ifdef BY_TIME
  /* no sign for longer than a permit lives: called gone, looked up, and taken for resolved */
  :: atomic { away[w] != here && shared == 0 && !has(gone, w) -> add(gone, w) }
  :: atomic { has(gone, w) && has(late, w) && has(open, w) && !has(wire, w) -> resolve(w) }
#ifdef NO_FENCE
  :: atomic { has(gone, w) && has(open, w) && !has(wire, w) -> resolve(w) }
#endif
#endif
  od
}

/* ---- halts ------------------------------------------------------------------------------------------------------------- */
active [H] proctype halt() {
  byte h = _pid - 2 * N;
  do
  :: atomic {
      add(asked, h);
#ifdef LIST_BEFORE_SEAL
      awaits[h] = open & scope(h)
#endif
    }
    /* the exclusive lock, the row, the commit */
    atomic {
      shared == 0 ->
      add(row, h); add(sealed, h); drop(asked, h);
#ifndef LIST_BEFORE_SEAL
      awaits[h] = open & scope(h)
#endif
    }
    if
#ifdef SILENT_AT_ONCE
    :: atomic { true -> add(silent, h) }
#else
    :: atomic { awaits[h] == 0 -> add(silent, h) }
#endif
    :: h == 1 -> skip /* this one may be lifted before it is silent */
    fi;
    atomic {
      drop(sealed, h); drop(silent, h); awaits[h] = 0;
#ifdef LIFT_LIFTS_ALL
      row = 0
#else
      drop(row, h)
#endif
    }
  od
}

/* ---- trouble: any of it, at any instant, as often as it likes -------------------------------------------------------------- */
#define kill(w) :: atomic { at[w] != dead -> at[w] = dead; away[w] = here; drop(late, w) }
#define freeze(w) :: atomic { at[w] != dead && away[w] == here -> away[w] = frozen }
#define part(w) :: atomic { at[w] != dead && away[w] == here -> away[w] = cut }
#define for_long(w) :: atomic { away[w] != here && at[w] != idle && !has(late, w) -> add(late, w) }
#define mend(w) :: atomic { away[w] != here -> away[w] = here }
#define any_of(w) kill(w) freeze(w) part(w) for_long(w) mend(w)
#if N > 2
#define all_here (away[0] == here && away[1] == here && away[2] == here)
#else
#define all_here (away[0] == here && away[1] == here)
#endif

active proctype trouble() {
  do
  any_of(0)
  any_of(1)
#if N > 2
  any_of(2)
#endif
  :: atomic { all_here -> calm = true; break }
  od
}

/* ---- what must hold --------------------------------------------------------------------------------------------------------- */
/* I2: no permit comes into being under a sealed halt: asserted at the commit, above. */
/* I3: while a halt is silent, nothing of its scope is on the wire. */
#define hushed (((silent & 1) -> everyone : 0) | ((silent & 2) -> 1 : 0))
active proctype judge() {
  atomic { (wire & hushed) != 0 -> i3 = false; assert(i3) }
}

/* A stop that is asked for is sealed, whatever happens to the workers. */
ltl seals { [] ((asked & 1) -> <> (sealed & 1)) }
/* Once every worker runs, or is known to be gone, a sealed stop becomes silent. */
ltl falls_silent { [] ((calm && (sealed & 1)) -> <> (silent & 1)) }
