import { changePermit } from '../change-permit.ts';
import { must, NotApplicable, type Check } from '../check.ts';
import { stateOf } from '../kit.ts';

/** The adapter as a process, and what is not there yet. */
export const processChecks: readonly Check[] = [
  {
    id: 'restart-remembers-nothing',
    title: 'killed and started anew it answers as before, and remembers nothing that the hub did not send',
    why: 'an adapter runs in the department’s network, where nobody keeps its data: what must last is the hub’s',
    remedy: 'keep nothing that cannot be read again from the department; no files, no stores',
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const permit = house.fresh();
      await changePermit(kit, permit, { holderName: '重启前的饭庄' });
      await kit.readOne({ number: permit.number });
      await house.subject.restart();
      const after = await kit.readOne({ number: permit.number });
      must(after.permit.holderName === '重启前的饭庄', `after the restart: ${stateOf(after.permit)}`);
      await house.subject.restart();
      await house.wire.refuse();
      const alone = await kit.readOne({ number: permit.number });
      must(
        alone.permit.freshness.state === 'UNAVAILABLE',
        `started with its system down: ${stateOf(alone.permit)}`,
      );
      must(alone.permit.holderName === null, 'it remembered the holder');
      return 'live after the restart; UNAVAILABLE when started without its system';
    },
  },
  {
    id: 'submit-idempotent',
    title: 'the same submission twice is one application, by whichever of the five means the system allows',
    why: 'an application handed in twice is two files on two officers’ desks',
    remedy: 'implement `submit` with the key that the hub gives',
    needs: 'NAME',
    async run({ connection }) {
      const { data } = await connection.ask({
        query: '{ __type(name: "Mutation") { fields { name } } }',
        of: 'contract',
      });
      const fields = (data?.__type as { fields: { name: string }[] } | null | undefined)?.fields ?? [];
      must(
        !fields.some(({ name }) => name === 'submit'),
        'submit is offered, and this kit cannot prove it yet',
      );
      throw new NotApplicable('not offered yet: the contract of this version has no submit');
    },
  },
];
