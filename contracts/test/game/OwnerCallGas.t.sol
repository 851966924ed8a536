// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";

import {Bazaar} from "../../src/game/Bazaar.sol";
import {IBazaar} from "../../src/game/IBazaar.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {Profile} from "../../src/game/Profile.sol";
import {GameTest} from "./GameTest.sol";

/// @dev Players are contracts, which are asked whether they accept an item.
contract Receiver is ERC1155Holder {}

/// @notice The limits that the page gives to each call of an owner (app/_bridge/owner/gasLimits.json) cover its most expensive
/// case, from a cold start, and are not so high that the sponsor promises far too much.
contract OwnerCallGasTest is GameTest {
    string private constant LIMITS = "app/_bridge/owner/gasLimits.json";
    /// @dev Higher than for sessions: an address that receives an item may do some work of its own.
    uint256 private constant AIR = 3;

    Bazaar private bazaar;
    address private seller;
    address private buyer;

    function setUp() public override {
        super.setUp();
        bazaar = Bazaar(vm.deployCode("Bazaar.sol:Bazaar", abi.encode(items, sand)));
        (seller, buyer) = (address(new Receiver()), address(new Receiver()));
        vm.startPrank(address(game));
        items.mint(seller, Table.IDOL, 10);
        sand.mint(buyer, 100 ether);
        vm.stopPrank();
    }

    /// @dev The owner's first Sand.
    function test_withdraw_fitsItsLimit() public {
        vm.prank(address(game));
        sand.mint(address(game), 10 ether);
        bytes32 profile = keccak256(abi.encode(seller, uint256(3)));
        vm.store(address(game), profile, bytes32(Profile.unwrap(Profile.wrap(1).withVault(10 ether))));
        _holds("withdraw(uint256)", _gasOf(seller, address(game), abi.encodeCall(IHourglass.withdraw, (1 ether))));
    }

    /// @dev The first room, of whoever has never played.
    function test_openRoom_fitsItsLimit() public {
        bytes memory open = abi.encodeCall(IHourglass.openRoom, (block.timestamp + 60, 1));
        _holds("openRoom(uint256,uint256)", _gasOf(seller, address(game), open));
    }

    function test_approvals_fitTheirLimits() public {
        bytes memory approveItems = abi.encodeCall(items.setApprovalForAll, (address(bazaar), true));
        _holds("setApprovalForAll(address,bool)", _gasOf(seller, address(items), approveItems));
        bytes memory approveSand = abi.encodeCall(sand.approve, (address(bazaar), 1 ether));
        _holds("approve(address,uint256)", _gasOf(buyer, address(sand), approveSand));
    }

    /// @dev The first offer ever, of an item that the Bazaar holds for the first time.
    function test_list_fitsItsLimit() public {
        vm.prank(seller);
        items.setApprovalForAll(address(bazaar), true);
        bytes memory list = abi.encodeCall(IBazaar.list, (Table.IDOL, 5, 3 ether));
        _holds("list(uint256,uint256,uint256)", _gasOf(seller, address(bazaar), list));
    }

    /// @dev A seller without Sand, a buyer without the item.
    function test_buy_fitsItsLimit() public {
        _list();
        vm.prank(buyer);
        sand.approve(address(bazaar), 10 ether);
        bytes memory buy = abi.encodeCall(IBazaar.buy, (1, 2, 6 ether));
        _holds("buy(uint256,uint256,uint256)", _gasOf(buyer, address(bazaar), buy));
    }

    /// @dev Everything that the seller had was for sale.
    function test_cancel_fitsItsLimit() public {
        _list();
        bytes memory cancel = abi.encodeCall(IBazaar.cancel, (1));
        _holds("cancel(uint256)", _gasOf(seller, address(bazaar), cancel));
    }

    function test_sending_fitsItsLimits() public {
        bytes memory sendSand = abi.encodeCall(sand.transfer, (seller, 1 ether));
        _holds("transfer(address,uint256)", _gasOf(buyer, address(sand), sendSand));
        bytes memory sendItem = abi.encodeCall(items.safeTransferFrom, (seller, buyer, Table.IDOL, 10, ""));
        string memory signature = "safeTransferFrom(address,address,uint256,uint256,bytes)";
        _holds(signature, _gasOf(seller, address(items), sendItem));
    }

    function _list() private {
        vm.startPrank(seller);
        items.setApprovalForAll(address(bazaar), true);
        bazaar.list(Table.IDOL, 10, 3 ether);
        vm.stopPrank();
    }

    function _gasOf(address from, address target, bytes memory data) private returns (uint256 used) {
        address[6] memory cold = [address(game), address(sand), address(items), address(bazaar), seller, buyer];
        for (uint256 i = 0; i < cold.length; ++i) {
            vm.cool(cold[i]);
        }
        vm.prank(from);
        uint256 before = gasleft();
        (bool success, bytes memory reason) = target.call(data);
        used = before - gasleft();
        assertTrue(success, string(reason));
    }

    function _holds(string memory signature, uint256 used) private view {
        uint256 limit = vm.parseJsonUint(vm.readFile(LIMITS), string.concat(".['", signature, "']"));
        assertLe(used, limit, signature);
        assertLe(limit, used * AIR, string.concat("air in ", signature));
    }
}
