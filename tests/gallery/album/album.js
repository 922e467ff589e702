// Leafing through the pictures: what is chosen above, the keys, and one scene beside itself in its variants.
const choice = document.getElementById('choice');
const leaf = document.getElementById('leaf');
const part = (id) => document.getElementById(id);
const pictures = [...document.querySelectorAll('main .picture')];
let current;

const chosen = () => pictures.filter((it) => !it.hidden);
const sceneOf = (picture) => pictures.filter((it) => it.dataset.scene === picture.dataset.scene);

function choose() {
  const wanted = new FormData(choice);
  for (const it of pictures) {
    const fits = ['language', 'look', 'glass'].every((axis) => wanted.getAll(axis).includes(it.dataset[axis]));
    it.hidden = !fits || (wanted.has('flawed') && it.dataset.flaws === '');
  }
  for (const section of document.querySelectorAll('section'))
    section.hidden = !section.querySelector('.picture:not([hidden])');
}

/** A picture of the page once more, for a place of its own in the leaf. */
function copyOf(picture) {
  const copy = picture.cloneNode(true);
  copy.hidden = false;
  if (picture === current) copy.setAttribute('aria-current', 'true');
  copy.addEventListener('click', (event) => {
    event.preventDefault();
    leaf.classList.remove('sides');
    open(picture);
  });
  return copy;
}

function open(picture) {
  if (!picture) return;
  current = picture;
  const { scene, language, look, glass, flaws } = picture.dataset;
  part('large').href = picture.href;
  part('shown').src = picture.href;
  part('name').textContent = scene;
  part('which').textContent = `${language} · ${look} · ${glass}`;
  part('wrong').replaceChildren(
    ...flaws
      .split('\n')
      .filter(Boolean)
      .map((text) => Object.assign(document.createElement('li'), { textContent: text })),
  );
  part('others').replaceChildren(...sceneOf(picture).map(copyOf));
  part('beside').replaceChildren(
    ...sceneOf(picture)
      .filter((it) => it.dataset.glass === glass)
      .map(copyOf),
  );
  if (!leaf.open) leaf.showModal();
}

/** The next of a list, and after the last the first. */
const after = (list, step) => list.at((list.indexOf(current) + step) % list.length);
/** In the list of what is chosen a variant that is not has the place of its scene. */
function step(by) {
  const list = chosen();
  const at = list.includes(current) ? current : list.find((it) => it.dataset.scene === current.dataset.scene);
  current = at ?? current;
  open(after(list, by));
}

const sides = () => leaf.classList.toggle('sides');
const keys = {
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  ArrowUp: () => open(after(sceneOf(current), -1)),
  ArrowDown: () => open(after(sceneOf(current), 1)),
  s: sides,
  S: sides,
};

choice.addEventListener('change', choose);
for (const it of pictures)
  it.addEventListener('click', (event) => {
    event.preventDefault();
    open(it);
  });
leaf.addEventListener('keydown', (event) => {
  const act = keys[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});
for (const button of leaf.querySelectorAll('[data-step]'))
  button.addEventListener('click', () => step(Number(button.dataset.step)));
part('side').addEventListener('click', sides);
choose();
