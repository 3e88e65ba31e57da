import { describe, expect, it } from 'vitest';
import { PythonModules } from '../../../src/syntax/python/modules.js';
import { PythonProgram } from '../../../src/syntax/python/program.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

const view = inMemoryRepository({
  'backend/app/__init__.py': '',
  'backend/app/main.py': 'x = 1\n',
  'backend/app/api/__init__.py': '',
  'backend/app/api/health.py': '',
  'tools/run.py': '',
  'src/shop/cart/views.py': '',
  'broken.py': 'a = 1\ndef (:\n',
});

describe('Python modules', () => {
  const modules = new PythonModules(view);

  it('finds absolute imports below the root of the importing package', () => {
    expect(modules.resolve('backend/app/api/health.py', 'app.main', 0)).toEqual({
      file: 'backend/app/main.py',
    });
    expect(modules.resolve('backend/app/main.py', 'app.api', 0)).toEqual({
      file: 'backend/app/api/__init__.py',
      directory: 'backend/app/api',
    });
  });

  it('finds relative imports by their dots, and none above the repository', () => {
    expect(modules.resolve('backend/app/api/health.py', 'main', 2)).toEqual({ file: 'backend/app/main.py' });
    expect(modules.resolve('backend/app/api/health.py', '', 1)?.directory).toBe('backend/app/api');
    expect(modules.resolve('broken.py', 'x', 3)).toBeUndefined();
  });

  it('finds a module below a root elsewhere when only one fits, and no package from outside', () => {
    expect(modules.resolve('tools/run.py', 'shop.cart.views', 0)).toEqual({ file: 'src/shop/cart/views.py' });
    expect(modules.resolve('tools/run.py', 'fastapi', 0)).toBeUndefined();
    expect(modules.resolve('tools/run.py', '__proto__', 0)).toBeUndefined();
  });

  it('keeps what is whole of a broken file and names the place', async () => {
    const program = new PythonProgram(view);
    expect((await program.file('broken.py'))?.body[0]).toMatchObject({ kind: 'assign' });
    expect(program.skipped).toEqual([
      { file: 'broken.py', line: 2, reason: 'parse-error', detail: 'not valid Python here' },
    ]);
  });
});
