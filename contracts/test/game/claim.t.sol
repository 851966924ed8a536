// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Digs} from "../../src/game/Digs.sol";
import {Errand} from "../../src/game/Errands.sol";
import {Places} from "../../src/game/Places.sol";
import {GameTest} from "./GameTest.sol";

contract ClaimTest is GameTest {
    uint256 private constant VIGIL = 4;
    uint256 private constant RECOVER = 5;

    function setUp() public override {
        super.setUp();
        begin(WALK, FORAGER);
    }

    function test_supply_takesTheGoods_andPays() public {
        Errand memory offer = _offer(0, 0);
        give(offer.item, offer.amount + 1);
        place(offer.tiles[0] + 2);
        uint256 reward = offer.rewards[0] / 100;
        vm.expectEmit();
        emit IHourglass.ErrandClaimed(ana, 1, 0, 0, reward, reward);
        _claim(0);
        assertEq(pack().units(offer.item), 1, "taken");
        assertEq(run().points(), reward, "paid");
        assertEq(run().used(), 0, "costs no grains");
        assertEq(digs().begun(), 1, "one of this tide");
        assertEq(digs().errands(), 1, "one of all");
        _refuse(0, abi.encodeWithSelector(IHourglass.ErrandDone.selector, 0));
    }

    function test_supply_reverts_elsewhere_andWithTooFew() public {
        Errand memory offer = _offer(0, 1);
        give(offer.item, offer.amount - 1);
        place(offer.tiles[0] + 3);
        _refuse(1, abi.encodeWithSelector(IHourglass.ErrandElsewhere.selector, 1, offer.tiles[0]));
        place(offer.tiles[0] - 2 * 64);
        _refuse(1, abi.encodeWithSelector(IHourglass.ItemsTooFew.selector, offer.item, offer.amount - 1, offer.amount));
        give(offer.item, offer.amount);
        _claim(1);
        assertEq(pack().units(offer.item), 0, "exactly");
    }

    /// @notice Each mark pays by itself, in any order; the survey is one errand, and done with its last mark.
    function test_survey_paysForEachMark() public {
        Errand memory offer = _offer(0, 2);
        place(Table.CAMP);
        _refuse(2, abi.encodeWithSelector(IHourglass.ErrandElsewhere.selector, 2, offer.tiles[0]));
        place(offer.tiles[1]);
        vm.expectEmit();
        emit IHourglass.ErrandClaimed(ana, 1, 2, 1, offer.rewards[1] / 100, offer.rewards[1] / 100);
        _claim(2);
        assertFalse(digs().isDone(2), "one mark is left");
        _refuse(2, abi.encodeWithSelector(IHourglass.ErrandElsewhere.selector, 2, offer.tiles[0]));
        place(offer.tiles[0]);
        _claim(2);
        assertTrue(digs().isDone(2), "done");
        assertEq(digs().begun(), 1, "one errand");
        assertEq(run().points(), offer.rewards[0] / 100 + offer.rewards[1] / 100, "both");
        _refuse(2, abi.encodeWithSelector(IHourglass.ErrandDone.selector, 2));
    }

    function test_survey_namesTheLowestMarkThatIsLeft() public {
        begin(VOYAGE, FORAGER);
        Errand memory offer = chart.errandAt(SEED, VOYAGE, 0, 3);
        assertEq(offer.count, 3, "three marks");
        place(offer.tiles[0]);
        _claim(3);
        place(Table.CAMP);
        _refuse(3, abi.encodeWithSelector(IHourglass.ErrandElsewhere.selector, 3, offer.tiles[1]));
        place(offer.tiles[2]);
        _claim(3);
        place(offer.tiles[1]);
        _claim(3);
        assertTrue(digs().isDone(3), "done with the last");
        assertFalse(digs().isDone(2), "the other survey is not");
    }

    /// @notice In the last tide only, at dusk only; a Walk has a night that is too late.
    function test_vigil_isOpenAtDusk() public {
        for (uint256 tide = 0; tide < 2; ++tide) {
            at(400 * tide + 399);
            _refuse(VIGIL, abi.encodeWithSelector(IHourglass.ErrandClosed.selector, VIGIL, tide));
        }
        at(1000);
        _refuse(VIGIL, abi.encodeWithSelector(IHourglass.ErrandClosed.selector, VIGIL, 2));
        at(999);
        Errand memory offer = _offer(2, VIGIL);
        place(offer.tiles[0] + 1);
        _refuse(VIGIL, abi.encodeWithSelector(IHourglass.ErrandElsewhere.selector, VIGIL, offer.tiles[0]));
        place(offer.tiles[0]);
        leaveGrains(19);
        _refuse(VIGIL, abi.encodeWithSelector(IHourglass.OutOfGrains.selector, NOON + 1000));
        leaveGrains(20);
        at(800);
        leaveGrains(20);
        _claim(VIGIL);
        assertEq(grains(), 0, "twenty");
        assertEq(run().points(), offer.rewards[0] * 140 / 10_000, "times the tide");
    }

    function test_vigil_inADash_lastsToItsEnd() public {
        begin(DASH, FORAGER);
        at(299);
        place(chart.errandAt(SEED, DASH, 2, VIGIL).tiles[0]);
        _claim(VIGIL);
    }

    function test_recover_needsAllLayers() public {
        (uint256 tide, Errand memory offer) = _recover();
        at(400 * tide);
        uint256 region = Places.regionOf(offer.tiles[0]);
        uint256 site = offer.tiles[0];
        store(digs().inTide(tide).withDug(region, offer.amount - 1));
        place(site + 2);
        _refuse(RECOVER, abi.encodeWithSelector(IHourglass.ErrandElsewhere.selector, RECOVER, site));
        place(site + 1);
        _refuse(
            RECOVER, abi.encodeWithSelector(IHourglass.ErrandNotMet.selector, RECOVER, offer.amount - 1, offer.amount)
        );
        store(digs().withDug(region, offer.amount));
        _claim(RECOVER);
        assertTrue(digs().isDone(RECOVER), "done");
    }

    /// @notice What was dug in another tide does not count.
    function test_recover_forgetsOtherTides() public {
        (uint256 tide, Errand memory offer) = _recover();
        at(400 * tide);
        store(digs().inTide((tide + 1) % 3).withDug(Places.regionOf(offer.tiles[0]), 3));
        place(offer.tiles[0]);
        _refuse(RECOVER, abi.encodeWithSelector(IHourglass.ErrandNotMet.selector, RECOVER, 0, offer.amount));
    }

    function test_reverts_whenThereIsNoSuchOffer() public {
        for (uint256 seed = 1;; ++seed) {
            if (chart.errandAt(seed, WALK, 0, RECOVER).count != 0) continue;
            embark(plan(1, WALK, FORAGER, 0, 0, 0, seed));
            _refuse(RECOVER, abi.encodeWithSelector(IHourglass.ErrandClosed.selector, RECOVER, 0));
            break;
        }
        _refuse(6, abi.encodeWithSelector(IHourglass.ErrandUnknown.selector, 6, 5));
        _refuse(type(uint256).max, abi.encodeWithSelector(IHourglass.ErrandUnknown.selector, type(uint256).max, 5));
    }

    /// @notice An errand counts from its first claim: the next mark of a survey is none more.
    function test_soManyErrandsCount_inATide() public {
        uint8[3] memory most = [1, 2, 3];
        for (uint256 length = 1; length <= 3; ++length) {
            for (uint256 calling = 1; calling <= 3; ++calling) {
                begin(length, calling);
                uint256 errands = most[length - 1] + (calling == COURIER ? 1 : 0);
                Errand memory survey = chart.errandAt(SEED, length, 0, 2);
                place(survey.tiles[0]);
                _claim(2);
                for (uint256 i = 1; i < errands; ++i) {
                    store(digs().withErrand());
                }
                _refuseFull(0, errands);
                if (length == 1) continue;
                place(survey.tiles[1]);
                _claim(2);
            }
        }
        at(1160);
        assertEq(digs().errands(), 4, "of all tides");
        Errand memory next = chart.errandAt(SEED, VOYAGE, 1, 2);
        place(next.tiles[0]);
        _claim(2);
        assertEq(digs().begun(), 1, "the next tide has its own");
        assertEq(digs().errands(), 5, "and they add up");
        assertEq(digs().marks(2), 1, "so have its marks");
    }

    function test_aCourier_getsTwice_aSmallPurseMore() public {
        embark(plan(1, WALK, COURIER, 0, 0, 0, SEED));
        at(400);
        Errand memory offer = _offer(1, 2);
        place(offer.tiles[0]);
        _claim(2);
        assertEq(run().points(), offer.rewards[0] * 2 * 120 * 120 / 1_000_000, "2 * 1.2 * 1.2, one floor");
    }

    function test_twoMarksOnOneTile_areClaimedOneByOne() public {
        for (uint256 seed = 1;; ++seed) {
            Errand memory offer = chart.errandAt(seed, WALK, 0, 2);
            if (offer.tiles[0] != offer.tiles[1]) continue;
            embark(plan(1, WALK, FORAGER, 0, 0, 0, seed));
            place(offer.tiles[0]);
            _claim(2);
            assertEq(digs().marks(2), 1, "the lower one first");
            _claim(2);
            assertTrue(digs().isDone(2), "then the other");
            break;
        }
    }

    function test_whatIsKept_whenTheTideTurns() public pure {
        Digs full = Digs.wrap((1 << 165) - 1).inTide(1);
        assertEq(Digs.unwrap(full) >> 145, (1 << 20) - 1, "errands, relics and deeds");
        assertEq(Digs.unwrap(full) & ((1 << 145) - 1), 1 << 128, "nothing but the tide");
    }

    /// @dev A tide of the island that has such an offer.
    function _recover() private view returns (uint256 tide, Errand memory offer) {
        for (tide = 0; tide < 3; ++tide) {
            offer = _offer(tide, RECOVER);
            if (offer.count == 1) return (tide, offer);
        }
        revert("nothing to recover on this island");
    }

    function _offer(uint256 tide, uint256 errand) private view returns (Errand memory) {
        return chart.errandAt(SEED, WALK, tide, errand);
    }

    function _refuseFull(uint256 errand, uint256 most) private {
        _refuse(errand, abi.encodeWithSelector(IHourglass.ErrandsFull.selector, most, most));
    }

    function _claim(uint256 errand) private {
        play(abi.encodeCall(IHourglass.claim, (errand)));
    }

    function _refuse(uint256 errand, bytes memory reason) private {
        refuse(abi.encodeCall(IHourglass.claim, (errand)), reason);
    }
}
