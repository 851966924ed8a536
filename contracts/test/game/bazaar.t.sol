// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";

import {Bazaar} from "../../src/game/Bazaar.sol";
import {IBazaar} from "../../src/game/IBazaar.sol";
import {GameTest} from "./GameTest.sol";
import {Trinkets} from "../support/Trinkets.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract BazaarTest is GameTest {
    Bazaar private bazaar;

    function setUp() public override {
        super.setUp();
        bazaar = Bazaar(vm.deployCode("Bazaar.sol:Bazaar", abi.encode(items, sand)));
        _give(ana, Table.IDOL, 10);
        _giveSand(ben, 100 ether);
        vm.prank(ana);
        items.setApprovalForAll(address(bazaar), true);
        vm.prank(ben);
        sand.approve(address(bazaar), 100 ether);
    }

    function test_sells_inParts() public {
        vm.expectEmit();
        emit IBazaar.Listed(ana, 1, Table.IDOL, 5, 3 ether);
        uint256 listing = _list(5, 3 ether);
        assertEq(items.balanceOf(address(bazaar), Table.IDOL), 5, "in its keeping");
        vm.expectEmit();
        emit IBazaar.Sold(ben, listing, 2, 6 ether);
        _buy(listing, 2, 6 ether);
        assertEq(items.balanceOf(ben, Table.IDOL), 2, "two bought");
        assertEq(sand.balanceOf(ana), 6 ether, "the seller is paid");
        assertEq(sand.balanceOf(ben), 94 ether, "by the buyer");
        _buy(listing, 3, 9 ether);
        assertEq(bazaar.listingOf(listing).left, 0, "sold out");
        vm.expectRevert(abi.encodeWithSelector(IBazaar.ListingTooSmall.selector, listing, 0, 1));
        _buy(listing, 1, 3 ether);
        assertEq(sand.balanceOf(address(bazaar)), 0, "no Sand stays here");
    }

    /// @notice Whatever is bought and cancelled, in any parts: items and Sand are conserved, and the price is exact.
    function testFuzz_conserves(uint8 amount, uint8 first, uint8 second, uint64 price, uint64 maxSand) public {
        uint256 listed = bound(amount, 1, 10);
        price = uint64(bound(price, 1, 9 ether));
        uint256 listing = _list(listed, price);
        uint256 bought;
        uint8[2] memory parts = [first, second];
        for (uint256 i = 0; i < 2; ++i) {
            uint256 part = parts[i] % 12;
            vm.prank(ben);
            (bool ok,) = address(bazaar).call(abi.encodeCall(IBazaar.buy, (listing, part, maxSand)));
            assertEq(ok, part != 0 && part <= listed - bought && part * price <= maxSand, "as allowed, and only so");
            if (ok) bought += part;
        }
        assertEq(items.balanceOf(ben, Table.IDOL), bought, "bought");
        assertEq(sand.balanceOf(ana), bought * price, "paid");
        assertEq(sand.balanceOf(ben), 100 ether - bought * price, "no more than that");
        assertEq(items.balanceOf(address(bazaar), Table.IDOL), listed - bought, "kept for sale");
        if (bought == listed) return;
        vm.prank(ana);
        bazaar.cancel(listing);
        assertEq(items.balanceOf(ana, Table.IDOL), 10 - bought, "the rest came back");
        assertEq(items.balanceOf(address(bazaar), Table.IDOL), 0, "nothing is left here");
    }

    /// @notice The offer was replaced before the purchase: the buyer pays no more than stated, and nothing for another offer.
    function test_reverts_whenTheCostIsAboveMax() public {
        uint256 listing = _list(5, 3 ether);
        vm.expectRevert(abi.encodeWithSelector(IBazaar.CostAboveMax.selector, 6 ether, 6 ether - 1));
        _buy(listing, 2, 6 ether - 1);
        vm.prank(ana);
        bazaar.cancel(listing);
        uint256 dearer = _list(5, 30 ether);
        assertTrue(dearer != listing, "a number is never used again");
        vm.expectRevert(abi.encodeWithSelector(IBazaar.ListingTooSmall.selector, listing, 0, 2));
        _buy(listing, 2, 6 ether);
        vm.expectRevert(abi.encodeWithSelector(IBazaar.CostAboveMax.selector, 60 ether, 6 ether));
        _buy(dearer, 2, 6 ether);
    }

    function test_reverts_whenTheCostOverflows() public {
        uint256 listing = _list(5, type(uint256).max);
        vm.expectRevert();
        _buy(listing, 2, type(uint256).max);
    }

    function test_cancel_isTheSellers_once() public {
        uint256 listing = _list(5, 3 ether);
        vm.prank(ben);
        vm.expectRevert(abi.encodeWithSelector(IBazaar.NotTheSeller.selector, ben, ana));
        bazaar.cancel(listing);
        _buy(listing, 1, 3 ether);
        vm.startPrank(ana);
        vm.expectEmit();
        emit IBazaar.Cancelled(ana, listing, 4);
        bazaar.cancel(listing);
        assertEq(items.balanceOf(ana, Table.IDOL), 9, "four came back");
        vm.expectRevert(abi.encodeWithSelector(IBazaar.ListingTooSmall.selector, listing, 0, 1));
        bazaar.cancel(listing);
        vm.expectRevert(abi.encodeWithSelector(IBazaar.NotTheSeller.selector, ana, address(0)));
        bazaar.cancel(99);
    }

    function test_cancel_afterTheSale_givesNothing() public {
        uint256 listing = _list(5, 3 ether);
        _buy(listing, 5, 15 ether);
        vm.prank(ana);
        vm.expectRevert(abi.encodeWithSelector(IBazaar.ListingTooSmall.selector, listing, 0, 1));
        bazaar.cancel(listing);
        assertEq(items.balanceOf(ana, Table.IDOL), 5, "nothing twice");
    }

    function test_reverts_whenTheOfferIsNone() public {
        vm.startPrank(ana);
        vm.expectRevert(abi.encodeWithSelector(IBazaar.AmountInvalid.selector, 0, type(uint64).max));
        bazaar.list(Table.IDOL, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IBazaar.AmountInvalid.selector, 1 << 64, type(uint64).max));
        bazaar.list(Table.IDOL, 1 << 64, 1);
        vm.expectRevert(abi.encodeWithSelector(IBazaar.ItemUnknown.selector, 1 << 32, type(uint32).max));
        bazaar.list(1 << 32, 1, 1);
        vm.expectRevert(IBazaar.PriceZero.selector);
        bazaar.list(Table.IDOL, 1, 0);
        vm.expectRevert(
            abi.encodeWithSelector(IERC1155Errors.ERC1155InsufficientBalance.selector, ana, 10, 11, Table.IDOL)
        );
        bazaar.list(Table.IDOL, 11, 1);
    }

    function test_reverts_withoutApproval() public {
        _give(ben, Table.IDOL, 1);
        vm.prank(ben);
        vm.expectRevert(
            abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, address(bazaar), ben)
        );
        bazaar.list(Table.IDOL, 1, 1);
        uint256 listing = _list(1, 3 ether);
        vm.prank(ben);
        sand.approve(address(bazaar), 3 ether - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(bazaar), 3 ether - 1, 3 ether
            )
        );
        _buy(listing, 1, 3 ether);
    }

    /// @notice Also the last one of a kind: no relic is worn.
    function test_everyRelic_isSold_downToTheLast() public {
        for (uint256 relic = 1; relic <= 6; ++relic) {
            uint256 item = Table.relic(relic);
            _give(ben, item, 1);
            vm.startPrank(ben);
            items.setApprovalForAll(address(bazaar), true);
            uint256 listing = bazaar.list(item, 1, 1 ether);
            vm.stopPrank();
            giveSand(1 ether);
            vm.startPrank(ana);
            sand.approve(address(bazaar), 1 ether);
            bazaar.buy(listing, 1, 1 ether);
            vm.stopPrank();
            assertEq(items.balanceOf(ben, item), 0, "sold");
        }
        assertEq(sand.balanceOf(ben), 106 ether, "paid for six");
    }

    function test_takesNothingThatWasNotListed() public {
        vm.startPrank(ana);
        vm.expectRevert(abi.encodeWithSelector(IBazaar.NotListed.selector, ana));
        items.safeTransferFrom(ana, address(bazaar), Table.IDOL, 1, "");
        uint256[] memory ones = new uint256[](1);
        ones[0] = 1;
        vm.expectRevert(abi.encodeWithSelector(IBazaar.NotListed.selector, ana));
        items.safeBatchTransferFrom(ana, address(bazaar), ones, new uint256[](1), "");
    }

    /// @notice Another token, even one that claims the Bazaar sent it, makes no offer.
    function test_takesNoOtherToken() public {
        Trinkets fake = new Trinkets();
        fake.mint(ana, Table.IDOL, 5);
        vm.prank(ana);
        vm.expectRevert(abi.encodeWithSelector(IBazaar.TokenUnknown.selector, address(fake), address(items)));
        fake.safeTransferFrom(ana, address(bazaar), Table.IDOL, 5, "");
        vm.prank(address(fake));
        vm.expectRevert(abi.encodeWithSelector(IBazaar.TokenUnknown.selector, address(fake), address(items)));
        bazaar.onERC1155Received(address(bazaar), ana, Table.IDOL, 5, "");
    }

    /// @notice A seller that is a contract sells and cancels; one that calls back while receiving its items gets nothing twice.
    function test_reentrantSeller_cancelsOnce() public {
        Trickster trickster = new Trickster(bazaar);
        _give(address(trickster), Table.IDOL, 4);
        uint256 others = _list(5, 1 ether);
        uint256 listing = trickster.list(Table.IDOL, 4);
        trickster.cancel(listing);
        assertEq(items.balanceOf(address(trickster), Table.IDOL), 4, "its own, once");
        assertEq(trickster.refused(), 1, "it tried again");
        assertEq(items.balanceOf(address(bazaar), Table.IDOL), 5, "the others' are untouched");
        assertEq(bazaar.listingOf(others).left, 5, "and for sale");
    }

    function test_reentrantBuyer_paysForEachPiece() public {
        Trickster trickster = new Trickster(bazaar);
        _giveSand(address(trickster), 10 ether);
        // Other offers hold enough to oversell this one.
        uint256 others = _list(5, 1 ether);
        uint256 listing = _list(3, 1 ether);
        trickster.buy(listing, 2);
        // It bought two, and tried two more in the callback: one was left.
        assertEq(items.balanceOf(address(trickster), Table.IDOL), 2, "what it paid for");
        assertEq(sand.balanceOf(address(trickster)), 8 ether, "two paid");
        assertEq(trickster.refused(), 1, "it tried again");
        assertEq(bazaar.listingOf(listing).left, 1, "one left");
        assertEq(bazaar.listingOf(others).left, 5, "the other offer is whole");
        assertEq(items.balanceOf(address(bazaar), Table.IDOL), 6, "and kept");
    }

    function _give(address player, uint256 item, uint256 amount) private {
        vm.prank(address(game));
        items.mint(player, item, amount);
    }

    function _giveSand(address player, uint256 amount) private {
        vm.prank(address(game));
        sand.mint(player, amount);
    }

    function _list(uint256 amount, uint256 price) private returns (uint256) {
        vm.prank(ana);
        return bazaar.list(Table.IDOL, amount, price);
    }

    function _buy(uint256 listing, uint256 amount, uint256 maxSand) private {
        vm.prank(ben);
        bazaar.buy(listing, amount, maxSand);
    }
}

/// @dev A player that is a contract, and calls back whenever it receives items.
contract Trickster is ERC1155Holder {
    Bazaar private immutable _BAZAAR;
    bytes private _again;
    uint256 public refused;

    constructor(Bazaar bazaar) {
        _BAZAAR = bazaar;
        bazaar.ITEMS().setApprovalForAll(address(bazaar), true);
        bazaar.SAND().approve(address(bazaar), type(uint256).max);
    }

    function list(uint256 item, uint256 amount) external returns (uint256) {
        return _BAZAAR.list(item, amount, 1);
    }

    function cancel(uint256 listing) external {
        _again = abi.encodeCall(IBazaar.cancel, (listing));
        _BAZAAR.cancel(listing);
    }

    function buy(uint256 listing, uint256 amount) external {
        _again = abi.encodeCall(IBazaar.buy, (listing, amount, type(uint256).max));
        _BAZAAR.buy(listing, amount, type(uint256).max);
    }

    function onERC1155Received(address operator, address from, uint256 id, uint256 value, bytes memory data)
        public
        override
        returns (bytes4)
    {
        bytes memory call = _again;
        delete _again;
        if (call.length != 0) {
            (bool ok,) = address(_BAZAAR).call(call);
            if (!ok) ++refused;
        }
        return super.onERC1155Received(operator, from, id, value, data);
    }
}
