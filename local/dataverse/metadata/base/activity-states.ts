/** The states of activities and, in each, its statuses. */
import type { StateMap } from '../columns.ts';

export const pointerStates: StateMap = {
  Open: { value: 0, default: 1, statuses: { 1: 'Open' } },
  Completed: { value: 1, default: 2, statuses: { 2: 'Completed' } },
  Canceled: { value: 2, default: 3, statuses: { 3: 'Canceled' } },
  Scheduled: { value: 3, default: 4, statuses: { 4: 'Scheduled' } },
};

export const taskStates: StateMap = {
  Open: {
    value: 0,
    default: 2,
    statuses: { 2: 'Not Started', 3: 'In Progress', 4: 'Waiting on someone else', 7: 'Deferred' },
  },
  Completed: { value: 1, default: 5, statuses: { 5: 'Completed' } },
  Canceled: { value: 2, default: 6, statuses: { 6: 'Canceled' } },
};

export const phoneCallStates: StateMap = {
  Open: { value: 0, default: 1, statuses: { 1: 'Open' } },
  Completed: { value: 1, default: 2, statuses: { 2: 'Made', 4: 'Received' } },
  Canceled: { value: 2, default: 3, statuses: { 3: 'Canceled' } },
};

export const letterStates: StateMap = {
  Open: { value: 0, default: 2, statuses: { 1: 'Open', 2: 'Draft' } },
  Completed: { value: 1, default: 4, statuses: { 3: 'Received', 4: 'Sent' } },
  Canceled: { value: 2, default: 5, statuses: { 5: 'Canceled' } },
};

export const emailStates: StateMap = {
  Open: { value: 0, default: 1, statuses: { 1: 'Draft', 8: 'Failed' } },
  Completed: {
    value: 1,
    default: 2,
    statuses: { 2: 'Completed', 3: 'Sent', 4: 'Received', 6: 'Pending Send', 7: 'Sending' },
  },
  Canceled: { value: 2, default: 5, statuses: { 5: 'Canceled' } },
};

export const appointmentStates: StateMap = {
  Open: { value: 0, default: 1, statuses: { 1: 'Free', 2: 'Tentative' } },
  Completed: { value: 1, default: 3, statuses: { 3: 'Completed' } },
  Canceled: { value: 2, default: 4, statuses: { 4: 'Canceled' } },
  Scheduled: { value: 3, default: 5, statuses: { 5: 'Busy', 6: 'Out of Office' } },
};
